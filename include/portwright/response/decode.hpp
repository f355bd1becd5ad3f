// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Reads a cloud's answer as it arrives, by the schema of the action's response. The wanted fields go into the caller's
// scratch, the rest passes by: a 64 KB answer needs no 64 KB.
//
//     clb::CreateListener::response created;
//     portwright::api_error refusal;
//     std::array<char, 512> scratch;
//     portwright::decoder<clb::CreateListener> reader{created, refusal, scratch};
//     auto head = portwright::http::exchange(stream, request, reader.as_sink(), io);
//     if (auto done = reader.finish(head->status)) use(created.ListenerIds[0]);
//     else if (done.error().code == portwright::errc::refused) log(refusal.code, refusal.message);

#include <portwright/core/borrowed_text.hpp>
#include <portwright/core/sink.hpp>
#include <portwright/response/classify.hpp>
#include <portwright/response/decoding.hpp>
#include <portwright/response/wanted.hpp>

#include <concepts>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// One answer of an action. `Response` is another structure with a schema where only a part of the documented one is
/// wanted: what it does not list is skipped and takes no room. Not for two threads at once.
///
/// Reading is liberal: numbers and truth values may be texts and the reverse, `-` and null are absent, and so is an
/// empty text for anything but a text; an array may stand for its only element, an element for an array of one, an
/// object of objects or with one array in it for an array; unknown fields are skipped. What is then still no value of
/// the documented type is an error, and absent.
template <action Action, described Response = typename Action::response>
class decoder : private detail::decoding {
    static_assert(std::is_trivially_copyable_v<Response>, "an answer is made of the types of request/fields.hpp");
    static_assert(detail::depth_of(detail::table_of<Response>) <= path::max_depth,
                  "an answer is at most six structures deep");

public:
    /// Clears `response` and `refusal`. Their texts and lists will be in the scratch. All three are borrowed as long
    /// as the decoder lives, and the scratch as long as the answer is used.
    decoder(Response& response, api_error& refusal, std::span<char> scratch) noexcept
        : decoding(system_of<Action>::answers, detail::table_of<Response>, &response, refusal, scratch.data(),
                   scratch.size()) {}

    /// Reads only the fields of these names, as the documents spell them with `.n` for each list:
    /// `listenerSet.n.listenerId`; a structure's name means all of it. What the cloud says about errors and the request
    /// is read in any case. Before the first byte; `names` must live as long as the decoder.
    ///
    /// Errors: bad_name where the answer has no such field; `text` is the name.
    template <class Names>
        requires std::constructible_from<std::span<const std::string_view>, const std::remove_reference_t<Names>&>
    result<void> want(Names&& names) noexcept {
        static_assert(
            !detail::would_dangle<Names>,
            "these names are a temporary and would dangle: keep them in a variable that outlives the decoder");
        return decoding::want(names);
    }

    /// Reads the next bytes of the body, cut off anywhere. False where the rest is of no interest. `size` of them, at
    /// `data`.
    bool feed(const char* data, std::size_t size) noexcept { return decoding::feed(data, size); }

    /// The same for whoever pushes bytes. It takes a wrong answer whole, too: finish() says that it was wrong.
    /// Borrows this decoder.
    sink as_sink() & noexcept {
        return {[](void* self, const char* data, std::size_t size) {
                    static_cast<decoder*>(self)->feed(data, size);
                    return true;
                },
                this};
    }

    /// Says, once, that the body is over, and what came of it. `http_status` is 0 where it is not known. The request
    /// ID, and the task that it is, are there even when an error is reported, and then the class of the refusal.
    ///
    /// Errors:
    /// - refused: the cloud said no, or the status is 400 or above; the refusal says why
    /// - bad_json, too_deep: the body is not JSON, or cut short; `number` is the offset
    /// - scratch_full: the scratch is too small for the wanted fields, `where` is the first that did not fit; all of
    ///   them are absent, and the request ID is there if the scratch holds that
    /// - wrong_type: `where` is the first field that is not of its type; the others are as they should be. Without
    ///   `where`: the body is JSON, and no answer of this API
    /// - missing_field: nothing of the above, and `where` is a field that the schema requires (of a list that must have
    ///   an element, also where it is empty) and the answer has not; the others are as they should be. After want(),
    ///   only what is wanted can be missing
    result<void> finish(unsigned http_status = 0) noexcept {
        const result<void> done = finish_unclassified(http_status);
        if (!done) refusal().kind = classify<Action>(refusal());
        return done;
    }

    /// The same for a program that does not look at the refusal's `kind`, which stays error_class::other: it does not
    /// have the tables of error codes, 2 KB and more. `http_status` is as of finish(). Errors: refused, bad_json,
    /// too_deep, scratch_full, wrong_type, missing_field.
    result<void> finish_unclassified(unsigned http_status = 0) noexcept {
        const error& done = end(http_status);
        system_of<Action>::complete_error(refusal());
        return done;
    }
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
