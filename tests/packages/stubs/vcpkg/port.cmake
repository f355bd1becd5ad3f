# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# Runs a portfile as vcpkg does: cmake -DPORT_DIR= -DDOWNLOADS= -DCURRENT_PACKAGES_DIR= -DVERSION= -P port.cmake. Its
# functions are those that the port uses; what is downloaded is in DOWNLOADS already.

set(PORT portwright)

function(vcpkg_download_distfile result)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "FILENAME;SHA512" "URLS")
    file(SHA512 "${DOWNLOADS}/${arg_FILENAME}" found)
    if(NOT found STREQUAL arg_SHA512)
        message(FATAL_ERROR "${arg_FILENAME} has another SHA-512 than the port says")
    endif()
    set(${result} "${DOWNLOADS}/${arg_FILENAME}" PARENT_SCOPE)
endfunction()

function(vcpkg_extract_source_archive result)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "ARCHIVE" "")
    file(ARCHIVE_EXTRACT INPUT "${arg_ARCHIVE}" DESTINATION "${CURRENT_PACKAGES_DIR}.source")
    file(GLOB root "${CURRENT_PACKAGES_DIR}.source/*")
    set(${result} "${root}" PARENT_SCOPE)
endfunction()

function(vcpkg_install_copyright)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "FILE_LIST")
    configure_file("${arg_FILE_LIST}" "${CURRENT_PACKAGES_DIR}/share/${PORT}/copyright" COPYONLY)
endfunction()

include("${PORT_DIR}/portfile.cmake")
