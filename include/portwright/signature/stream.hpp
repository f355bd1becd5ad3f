// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Signs a request whose body lies nowhere whole: two 4 KB certificates go out without a request buffer.
//
//     std::array<char, 512> head;
//     auto made = portwright::sign_streamed(request, context, head);
//     if (made) send(made->head, made->body_size), made->write_body(to_the_wire);
//
// The parameters are walked twice: once to hash and count them, once to write them.

#include <portwright/signature/sign.hpp>

namespace portwright {

/// A signed request and what writes its body. Borrows the request, the context and the head buffer.
template <signable Request, class Scheme>
class streamed_request {
public:
    signed_request head = {};  ///< without its body; by GET, whole
    std::size_t body_size = 0; ///< bytes that write_body() writes

    /// Writes the body into the sink in pieces of at most 64 bytes. False where the sink failed.
    [[gnu::noinline]] bool write_body(sink to) const noexcept {
        sink_output<64> out(to);
        if (body_size != 0) {
            error why;
            Scheme::write_payload(detail::handle_of<Scheme>(*request_).source(false, why), *with_, tail_, out);
        }
        return out.flush();
    }

private:
    template <signable R, class S>
    friend result<streamed_request<R, S>> sign_streamed(const R&, const context<S>&, std::span<char>) noexcept;

    const Request* request_ = nullptr;
    const context<Scheme>* with_ = nullptr;
    std::string_view tail_ = {}; ///< the signature where it is part of the body
};

/// Signs `request` and keeps only its head in `buffer`: the URL, the signature and header values. Errors as of sign().
template <signable Request, class Scheme>
result<streamed_request<Request, Scheme>> sign_streamed(const Request& request, const context<Scheme>& with,
                                                        std::span<char> buffer) noexcept {
    output out{buffer};
    detail::destination to{.out = out, .verb = with.verb, .in_query = with.in_query(), .streamed = !with.in_query()};
    const auto handle = detail::handle_of<Scheme>(request);
    result<streamed_request<Request, Scheme>> made{error{}};
    if (handle.sign(with, to, made.failing())) {
        streamed_request<Request, Scheme>& streamed = made.succeed();
        detail::view_request(streamed.head, handle.call(), with, to);
        if (to.streamed) {
            streamed.body_size = to.payload_size;
            streamed.request_ = &request;
            streamed.with_ = &with;
            streamed.tail_ = to.piece(to.after, out.size() - to.after);
        }
    }
    return made;
}

} // namespace portwright
