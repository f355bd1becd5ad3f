// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#define CONFIG_PORTWRIGHT_TIMEOUT_MS 10000
#define CONFIG_MBEDTLS_CERTIFICATE_BUNDLE 1
#define CONFIG_EXAMPLE_REGION "ap-guangzhou"
#define CONFIG_EXAMPLE_LOAD_BALANCER "lb-cuxw2rm0"
#define CONFIG_EXAMPLE_PORT 7569
#define CONFIG_EXAMPLE_ENDPOINT ""
