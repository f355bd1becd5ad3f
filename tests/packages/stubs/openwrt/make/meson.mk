# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# The real one says how Meson is called: ours has steps of its own.
