# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# Finds mbedTLS. Sets portwright_mbedtls_libraries, which is empty where there is none, and portwright_mbedtls_include
# where a directory must be added.

set(portwright_mbedtls_libraries)
set(portwright_mbedtls_include)

if(NOT TARGET MbedTLS::mbedtls AND NOT TARGET mbedtls)
    find_package(MbedTLS CONFIG QUIET) # of 3.x; 2.28 comes without it in Debian
    # Seen by who fetched us, and not in this directory alone.
    foreach(portwright_name mbedtls mbedx509 mbedcrypto)
        if(TARGET MbedTLS::${portwright_name} AND portwright_SOURCE_DIR STREQUAL "${CMAKE_CURRENT_SOURCE_DIR}")
            set_target_properties(MbedTLS::${portwright_name} PROPERTIES IMPORTED_GLOBAL TRUE)
        endif()
    endforeach()
endif()

foreach(portwright_name mbedtls mbedx509 mbedcrypto) # the order of linking
    if(TARGET MbedTLS::${portwright_name})
        list(APPEND portwright_mbedtls_libraries MbedTLS::${portwright_name})
    elseif(TARGET ${portwright_name})
        list(APPEND portwright_mbedtls_libraries ${portwright_name})
    endif()
endforeach()

if(NOT portwright_mbedtls_libraries)
    find_path(PORTWRIGHT_MBEDTLS_INCLUDE mbedtls/ssl.h)
    foreach(portwright_name mbedtls mbedx509 mbedcrypto)
        find_library(PORTWRIGHT_LIBRARY_${portwright_name} ${portwright_name})
        list(APPEND portwright_mbedtls_libraries "${PORTWRIGHT_LIBRARY_${portwright_name}}")
        mark_as_advanced(PORTWRIGHT_LIBRARY_${portwright_name})
    endforeach()
    mark_as_advanced(PORTWRIGHT_MBEDTLS_INCLUDE)
    if(NOT PORTWRIGHT_MBEDTLS_INCLUDE OR "${portwright_mbedtls_libraries}" MATCHES "-NOTFOUND")
        set(portwright_mbedtls_libraries)
    else()
        set(portwright_mbedtls_include "${PORTWRIGHT_MBEDTLS_INCLUDE}")
    endif()
endif()
unset(portwright_name)
