# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

from . import build, files, layout
