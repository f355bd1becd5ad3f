// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "digest.hpp"

#include <array>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

namespace portwright_tool::emulator {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string hmac(const EVP_MD* hash, std::string_view key, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (HMAC(hash, key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(), digest.data(), &size) ==
        nullptr) {
        throw std::runtime_error{"HMAC failed"};
    }
    return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
        throw std::runtime_error{"the random generator failed"};
    }
    return bytes;
}

}   // namespace

std::string sha256_hex(std::string_view text) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(bytes_of(text), text.size(), digest.data());
    return hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string hmac_sha1(std::string_view key, std::string_view text) { return hmac(EVP_sha1(), key, text); }

std::string hmac_sha256(std::string_view key, std::string_view text) { return hmac(EVP_sha256(), key, text); }

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += digits[value >> 4U];
        text += digits[value & 15U];
    }
    return text;
}

std::string base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');   // EVP_EncodeBlock ends with a zero byte
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes_of(bytes), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

bool same_secret(std::string_view left, std::string_view right) {
    return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string random_text(std::size_t length) {
    constexpr std::string_view alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::string text = random_bytes(length);
    for (char& byte : text) byte = alphabet[static_cast<unsigned char>(byte) % alphabet.size()];
    return text;
}

std::string random_uuid() {
    std::string bytes = random_bytes(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);   // RFC 4122 section 4.4: version 4
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);   // and its variant
    const std::string text = hex(bytes);
    return text.substr(0, 8) + "-" + text.substr(8, 4) + "-" + text.substr(12, 4) + "-" + text.substr(16, 4) + "-" +
           text.substr(20);
}

}   // namespace portwright_tool::emulator
