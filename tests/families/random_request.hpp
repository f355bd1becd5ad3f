// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Requests of any action, filled at random and always the same for the same seed: every type of field, and texts of all
// kinds that a caller may come with.

#include <portwright/request/layout.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace test {

/// Numbers that look random (splitmix64).
class random_source {
public:
    constexpr explicit random_source(std::uint64_t seed) : state_(seed) {}

    constexpr std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
        return mixed ^ mixed >> 31;
    }
    constexpr std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
    constexpr bool one_in(std::size_t n) { return below(n) == 0; }
    template <class T, std::size_t N>
    constexpr T any_of(const T (&all)[N]) {
        return all[below(N)];
    }

private:
    std::uint64_t state_;
};

/// A parameter as it goes over the wire, before it is encoded.
struct wire_parameter {
    std::string name;
    std::string value;
    portwright::detail::kind type;
    bool is_secret;
};

/// Fills requests, and keeps what they view.
class random_request {
public:
    random_request(std::uint64_t seed, unsigned index_base, std::string_view list_word = {})
        : random_(seed), index_base_(index_base), list_word_(list_word) {}

    template <class T>
    void fill(T& structure, const std::string& prefix = {}) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (fill_field<T, I>(structure, prefix), ...);
        }(std::make_index_sequence<portwright::detail::field_count<T>>{});
    }

    /// What has been filled in, in no order.
    const std::vector<wire_parameter>& parameters() const { return parameters_; }
    /// Whether all texts are UTF-8 and all numbers can be written.
    bool is_sound() const { return sound_; }
    /// Whether there is a list without elements, or an element without fields, which only JSON can say.
    bool has_empty_list() const { return has_empty_list_; }
    bool has_secret() const { return has_secret_; }

    std::string_view text() {
        static constexpr std::string_view kinds[] = {"",
                                                     "a",
                                                     "tcp-80_x.y~z",
                                                     "a b&c=d%e+f/g?h#i",
                                                     "\"\\\b\f\n\r\t/",
                                                     std::string_view("\0", 1),
                                                     std::string_view("a\0b\x01\x1f\x7f", 6),
                                                     "\u00e4\u672a\U0001F600",
                                                     "\U0010FFFF",
                                                     "_a_.b",
                                                     "%20%zz%"};
        static constexpr std::string_view broken[] = {"\x80",  "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                                      "a\xFF", "\xE4\xB8"};
        std::string& made = strings_.emplace_back();
        for (std::size_t pieces = random_.below(4) * random_.below(3); pieces != 0; --pieces)
            made += random_.any_of(kinds);
        if (random_.one_in(12)) made.append(random_.below(700), "x=~"[random_.below(3)]);
        if (breaks_texts && random_.one_in(40)) {
            made += random_.any_of(broken);
            sound_ = false;
        }
        return made;
    }

    random_source& random() { return random_; }

    bool breaks_texts = true;

private:
    template <class T, std::size_t I>
    void fill_field(T& structure, const std::string& prefix) {
        namespace detail = portwright::detail;
        using field = detail::field_at<T, I>;
        using type = typename field::type;
        constexpr detail::kind k = detail::kind_of<type>;
        const auto& described = portwright::schema::get<I>(detail::description_of<T>.all);
        type& value = structure.*field::pointer;
        const std::string name = prefix + described.name;
        if (random_.one_in(3)) return;
        const bool is_secret = (described.flags & detail::row::secret) != 0;
        if constexpr (k == detail::kind::structure) {
            fill(value, name + ".");
        } else if constexpr (k == detail::kind::structures) {
            using element = typename type::element;
            auto& all = kept_array<element>(random_.below(5) * random_.below(5));
            for (std::size_t i = 0; i != all.size(); ++i) {
                const std::size_t before = parameters_.size();
                fill(all[i], element_name(name, i) + ".");
                note_size(parameters_.size() - before);
            }
            value = type(all);
            note_size(all.size());
        } else if constexpr (k == detail::kind::texts) {
            auto& all = kept_array<std::string_view>(random_.below(13));
            for (std::size_t i = 0; i != all.size(); ++i) {
                all[i] = text();
                add(element_name(name, i), std::string(all[i]), detail::kind::text, is_secret);
            }
            value = type(all);
            note_size(all.size());
        } else if constexpr (k == detail::kind::integers) {
            switch (random_.below(5)) {
            case 0: fill_numbers<std::uint8_t>(value, name); break;
            case 1: fill_numbers<std::int16_t>(value, name); break;
            case 2: fill_numbers<std::uint32_t>(value, name); break;
            case 3: fill_numbers<long>(value, name); break;
            default: fill_numbers<long long>(value, name);
            }
        } else if constexpr (k == detail::kind::text) {
            const std::string_view characters = text();
            value = type(characters);
            add(name, std::string(characters), k, is_secret);
        } else if constexpr (k == detail::kind::boolean) {
            const bool b = random_.one_in(2);
            value = b;
            add(name, b ? "true" : "false", k, is_secret);
        } else {
            const std::int64_t n = number();
            value = n;
            add(name, std::to_string(n), k, is_secret);
        }
    }

    template <class Number>
    void fill_numbers(portwright::integers& value, const std::string& name) {
        auto& all = kept_array<Number>(random_.below(13));
        for (std::size_t i = 0; i != all.size(); ++i) {
            all[i] = static_cast<Number>(number());
            add(element_name(name, i), std::to_string(all[i]), portwright::detail::kind::integer, false);
        }
        value = portwright::integers(all);
        note_size(all.size());
    }

    std::int64_t number() {
        constexpr std::int64_t limit = std::int64_t{1} << 61;
        const std::int64_t n = static_cast<std::int64_t>(random_.next()) >> (3 + random_.below(61));
        if (!random_.one_in(400)) return n;
        sound_ = false;
        return random_.one_in(2) ? limit : -limit - 1;
    }

    std::string element_name(const std::string& name, std::size_t i) const {
        std::string made = name + ".";
        if (!list_word_.empty()) made.append(list_word_).append(".");
        return made + std::to_string(i + index_base_);
    }

    void add(std::string name, std::string value, portwright::detail::kind type, bool is_secret) {
        has_secret_ = has_secret_ || is_secret;
        parameters_.push_back({std::move(name), std::move(value), type, is_secret});
    }
    void note_size(std::size_t size) { has_empty_list_ = has_empty_list_ || size == 0; }

    /// An array that stays where it is.
    template <class T>
    std::vector<T>& kept_array(std::size_t size) {
        struct holder : kept {
            std::vector<T> all;
        };
        auto made = std::make_unique<holder>();
        made->all.resize(size);
        std::vector<T>& all = made->all;
        // A list of nothing is there, and empty, only where it has an address.
        if (size == 0) all.reserve(1);
        arrays_.push_back(std::move(made));
        return all;
    }

    struct kept {
        virtual ~kept() = default;
    };

    random_source random_;
    unsigned index_base_;
    std::string_view list_word_;
    std::deque<std::string> strings_;
    std::vector<std::unique_ptr<kept>> arrays_;
    std::vector<wire_parameter> parameters_;
    bool sound_ = true;
    bool has_empty_list_ = false;
    bool has_secret_ = false;
};

} // namespace test
