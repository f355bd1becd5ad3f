# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

class ConanInvalidConfiguration(Exception):
    pass
