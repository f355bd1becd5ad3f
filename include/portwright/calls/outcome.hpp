// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What became of a request: the one question that a caller must be able to act on, whatever came back.
//
//     portwright::answer_reader<clb::CreateListener> answer{created, refusal, scratch};
//     const auto got = transport.perform(request, answer.as_sink(), body);
//     if (got) why = answer.finish(got->status);
//     if (why.code == portwright::errc::outcome_unknown) look_before_asking_again();
//
// A decoder says what an answer reads as. This says what that means: HTML below status 400 proves nothing, and from 400
// on it is a refusal, whoever wrote it.

#include <portwright/core/inlining.hpp>
#include <portwright/core/sink.hpp>
#include <portwright/encoding/decimal.hpp>
#include <portwright/response/decode.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// What is known of a request. None is ever dressed as another.
enum class call_outcome : std::uint8_t {
    not_sent, ///< not all of it left, so that the cloud cannot have acted on it: sending it again is safe
    done, ///< the cloud said that it did it, or, of a task, that it began
    refused, ///< the cloud, or what stands before it, said no
    unknown, ///< it may have arrived, and no answer that can be read came: look before it is sent again
};

namespace detail {

/// Makes `why` an error of this code and nothing else: a fresh one in its place would be made on the stack first.
PORTWRIGHT_ONE_COPY inline void become(error& why, errc code) noexcept {
    std::memset(static_cast<void*>(&why), 0, sizeof why); // an error of nothing
    why.code = code;
}

/// Makes `why` an outcome that is not known, or a task that is not over, because of what it was.
PORTWRIGHT_ONE_COPY inline void become(error& why, errc code, errc cause) noexcept {
    become(why, code);
    why.has_number = cause != errc::none;
    why.number = static_cast<std::int64_t>(cause);
}

/// The beginning of a body, to be shown where it is no answer of the API.
class body_sample {
public:
    constexpr void take(const char* data, std::size_t size) noexcept {
        for (; size != 0 && size_ != capacity; --size) bytes_[size_++] = *data++;
    }

    /// Writes what people can read of it: anything but printable ASCII as one space. A long word is cut short, and any
    /// word that the sample ends in, because keys, tokens and signatures are long words, and a gateway may send back
    /// what it was sent.
    constexpr void write_to(output& out) const noexcept {
        bool blank = true;
        for (std::size_t i = 0; i != size_;) {
            std::size_t end = i;
            while (end != size_ && is_word(bytes_[end])) ++end;
            const std::size_t shown = end - i < longest_word && end != capacity ? end - i : 4;
            if (end != i) {
                for (std::size_t n = 0; n != end - i && n != shown; ++n) out.put(bytes_[i + n]);
                if (shown < end - i) out.write("...");
                blank = false;
                i = end;
                continue;
            }
            const char c = bytes_[i++];
            const bool shows = c > ' ' && c <= '~';
            if (shows) out.put(c);
            else if (!blank) out.put(' ');
            blank = !shows;
        }
    }
    constexpr bool empty() const noexcept { return size_ == 0; }

private:
    static constexpr std::uint8_t capacity = 64, longest_word = 16;

    /// The characters of Base64, of hexadecimal and percent-encoding, and of identifiers.
    static constexpr bool is_word(char c) noexcept {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
               c == '_' || c == '%' || c == '-';
    }

    char bytes_[capacity] = {};
    std::uint8_t size_ = 0;
};

/// Whether every answer of the API names its request, so that what names none is somebody else's.
constexpr bool names_requests(const dialect& as) noexcept {
    for (std::size_t i = 0; i != as.head->count; ++i)
        if (as.head->rows[i].offset() == offsetof(api_error, request_id)) return true;
    return false;
}

/// Whether an answer was read that the API can have given.
constexpr bool is_answer(const error& read, const api_error& said, bool names_request) noexcept {
    if (read.code == errc::bad_json || read.code == errc::too_deep) return false;
    if (read.code == errc::wrong_type && read.where.depth == 0) return false;
    if (read.code == errc::refused || read.code == errc::scratch_full) return true; // then the request ID may not fit
    return !names_request || said.code.has_value() || said.request_id.has_value();
}

/// What an answer says of its request, which `read` becomes: a decoding error is left only where the request was done.
inline void judge(error& read, const api_error& said, bool names_request) noexcept {
    const unsigned status = said.http_status;
    if (status >= 400) {
        if (read.code != errc::refused) become(read, errc::refused);
        return;
    }
    const bool answered = is_answer(read, said, names_request);
    if (answered && read.code == errc::refused && said.code.has_value()) return;
    errc why = read.code == errc::none ? errc::missing_field : read.code;
    if (status == 204 || status >= 300) { // RFC 9110 sections 15.3.5 and 15.4: neither is an answer of an action
        if (answered) why = errc::bad_http;
    } else if (answered) {
        return;
    }
    become(read, errc::outcome_unknown, why);
}

/// Says "HTTP status 502: <html>..." in the message of a refusal that has no words of its own, in `room`.
inline void describe_status(api_error& said, const body_sample& sample, std::span<char> room) noexcept {
    output whole{room};
    const auto write = [&](output& out) {
        out.write("HTTP status ");
        write_decimal(out, said.http_status);
        if (sample.empty()) return;
        out.write(": ");
        sample.write_to(out);
    };
    write(whole);
    const std::size_t size = whole.size() < room.size() ? whole.size() : room.size();
    if (size != 0) said.message = std::string_view(room.data(), size);
}

} // namespace detail

namespace detail {

/// How the answers of an action read. What differs between actions is data, so that a program has the code once.
struct answer_kind {
    const dialect* as;
    const table* fields;
    void (*complete)(api_error& said) noexcept;
    bool (*find_meaning)(const api_error& said, error_meaning& found) noexcept;
    bool names_requests;
};

template <action Action, described Response>
inline constexpr answer_kind answer_kind_of{
    &portwright::system_of<Action>::answers, &table_of<Response>, &portwright::system_of<Action>::complete_error,
    &portwright::system_of<Action>::template find_meaning<portwright::system_of<Action>>,
    names_requests(portwright::system_of<Action>::answers)};

/// The answer_reader of whatever action.
class any_answer_reader : private decoding {
public:
    /// `answer` is a structure that the kind's fields describe.
    any_answer_reader(const answer_kind& kind, void* answer, api_error& said, std::span<char> scratch) noexcept
        : decoding(*kind.as, *kind.fields, answer, said, scratch.data(), scratch.size()), kind_(kind), answer_(answer),
          scratch_(scratch) {}

    result<void> want(std::span<const std::string_view> names) noexcept { return decoding::want(names); }
    using decoding::take_elements;

    void feed(const char* data, std::size_t size) noexcept {
        sample_.take(data, size);
        decoding::feed(data, size);
    }

    sink as_sink() & noexcept {
        return {[](void* self, const char* data, std::size_t size) {
                    static_cast<any_answer_reader*>(self)->feed(data, size);
                    return true;
                },
                this};
    }

    PORTWRIGHT_ONE_COPY error finish(unsigned http_status) noexcept {
        error why = end(http_status);
        api_error& said = refusal();
        kind_.complete(said);
        error_meaning meaning;
        if (why.code != errc::none)
            said.kind = kind_.find_meaning(said, meaning) ? meaning.kind : class_of_status(said.http_status);
        judge(why, said, kind_.names_requests);
        const bool silent = !said.code.has_value() && !said.message.has_value() && !said.request_id.has_value();
        if (silent && (why.code == errc::refused || why.code == errc::outcome_unknown)) {
            begin_objects(answer_, kind_.fields->object_size); // what was found lies where the description goes
            const error_class kind = said.kind;
            const std::uint16_t status = said.http_status;
            begin_objects(&said, sizeof said);
            said.kind = kind;
            said.http_status = status;
            describe_status(said, sample_, scratch_);
        }
        return why;
    }

private:
    const answer_kind& kind_;
    void* answer_;
    std::span<char> scratch_;
    body_sample sample_;
};

} // namespace detail

/// Reads one answer of an action and says what became of the request. Otherwise as a decoder, which it is over: what it
/// finds lies in the scratch, that must live as long. Not for two threads at once.
template <action Action, described Response = typename Action::response>
class answer_reader {
    static_assert(std::is_trivially_copyable_v<Response>, "an answer is made of the types of request/fields.hpp");
    static_assert(detail::depth_of(detail::table_of<Response>) <= path::max_depth,
                  "an answer is at most six structures deep");

public:
    /// Clears `to` and `refusal`, which are filled in as the answer arrives: borrowed, as `scratch` is.
    answer_reader(Response& to, api_error& refusal, std::span<char> scratch) noexcept
        : reader_(detail::answer_kind_of<Action, Response>, &to, refusal, scratch) {}

    /// As decoder::want(). `names` must live as long as the reader. Errors: bad_name, as there.
    template <class Names>
        requires std::constructible_from<std::span<const std::string_view>, const std::remove_reference_t<Names>&>
    result<void> want(Names&& names) noexcept {
        static_assert(!detail::would_dangle<Names>,
                      "these names are a temporary and would dangle: keep them in a variable that outlives the reader");
        return reader_.want(names);
    }

    /// Takes the next `size` bytes of the body, at `data`, cut off anywhere.
    void feed(const char* data, std::size_t size) noexcept { reader_.feed(data, size); }

    /// Never refuses bytes. Borrows this object.
    sink as_sink() & noexcept { return reader_.as_sink(); }

    /// Says, once, that the body is over. `http_status` is 0 where the transport does not know it. Where nothing else
    /// is said, the refusal's message is the status and the printable beginning of the body: "HTTP status 502:
    /// <html>". Returns what became of it; none where it was done and the answer is whole.
    ///
    /// Errors:
    /// - refused: the cloud said no, or the status is 400 or above, whatever the body is
    /// - outcome_unknown: no readable answer below status 400, a redirect, or no content; `number` is the errc of what
    ///   is wrong with it: bad_json, too_deep, wrong_type, missing_field, or bad_http for a status that goes with no
    ///   answer
    /// - scratch_full, wrong_type, missing_field: it was done, and its answer cannot be read whole; as of a decoder
    error finish(unsigned http_status) noexcept { return reader_.finish(http_status); }

private:
    detail::any_answer_reader reader_;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
