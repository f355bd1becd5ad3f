# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

import fnmatch
import hashlib
import os
import shutil
import tarfile


def get(recipe, url, sha256, strip_root=False):
    """`url` is looked for by its last part, in recipe.downloads."""
    path = os.path.join(recipe.downloads, url.rsplit("/", 1)[1])
    with open(path, "rb") as archive:
        content = archive.read()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"{path}: another SHA-256 than the recipe says")
    with tarfile.open(path) as archive:
        archive.extractall(recipe.source_folder + ".all")
    (root,) = os.listdir(recipe.source_folder + ".all")
    assert strip_root
    shutil.move(os.path.join(recipe.source_folder + ".all", root), recipe.source_folder)


def copy(recipe, pattern, src, dst):
    for folder, _, names in os.walk(src):
        for name in names:
            path = os.path.join(folder, name)
            if fnmatch.fnmatch(os.path.relpath(path, src), pattern):
                to = os.path.join(dst, os.path.relpath(path, src))
                os.makedirs(os.path.dirname(to), exist_ok=True)
                shutil.copy(path, to)
