# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

import os


def basic_layout(recipe, src_folder="."):
    recipe.source_folder = os.path.join(recipe.work, src_folder)
    recipe.package_folder = os.path.join(recipe.work, "package")
