# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

from ..errors import ConanInvalidConfiguration


def check_min_cppstd(recipe, cppstd):
    if int(str(recipe.cppstd).replace("gnu", "")) < cppstd:
        raise ConanInvalidConfiguration(f"C++{cppstd} is required")
