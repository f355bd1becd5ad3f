# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

"""As much of Conan 2 as the recipe uses, over files of this machine."""

from . import errors, tools


class _Options(dict):
    __getattr__ = dict.__getitem__


class _Component:
    def __init__(self):
        self.properties = {}
        self.includedirs, self.libdirs, self.bindirs, self.requires = ["include"], ["lib"], ["bin"], []

    def set_property(self, name, value):
        self.properties[name] = value


class _CppInfo(_Component):
    def __init__(self):
        super().__init__()
        self.components = _Components()


class _Components(dict):
    def __missing__(self, name):
        self[name] = _Component()
        return self[name]


class _Info:
    cleared = False

    def clear(self):
        self.cleared = True


class ConanFile:
    def __init__(self, version, data, options, cppstd):
        self.version, self.conan_data, self.cppstd = version, data, cppstd
        self.options = _Options({**self.default_options, **options})
        self.required, self.info, self.cpp_info = [], _Info(), _CppInfo()

    def requires(self, reference, **traits):
        self.required.append(reference)
