// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What check.py must find, each thing behind the name that it is wrong with. reference.sh compares.

namespace portwright::inline v0_1 {

struct uncommented {}; // FAULT uncommented: has no comment

void silent(); // FAULT silent(): has no comment

/// Takes a number.
void forgets(int number, int other_number); // FAULT forgets(int number, int other_number): does not name `other_number`

/// Adds `one`.
int adds(int one); // FAULT adds(int one): does not say what it returns

/// Waits for `limit`.
void waits(std::size_t limit); // FAULT waits(std::size_t limit): takes or returns a size or a time, and names no unit

/// The name.
std::string_view name(); // FAULT name(): does not say what is borrowed

/// Connects.
result<void> connects(); // FAULT connects(): lists no errors

/// Counts.
class counter { // FAULT counter: does not say what threads may do with it
public:
    /// Counts one more.
    void count();
};

/// Not public, as none of these is.
namespace detail {
void hidden();
}

/// Good.
struct good {
    good(const good&) = delete;
    ~good();
    /// @name For the library
    /// @{
    void hidden();
    /// @}
    /// As the first, or, with `scale`, the second.
    void shared() const;
    void shared(int scale) const;

private:
    void hidden_too();
};

} // namespace portwright::inline v0_1
