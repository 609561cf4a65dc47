// SPDX-License-Identifier: Apache-2.0
/* FIPS 180-4, 4.1.2, 5.1.1, 6.2: the names are its own. */
#include <string.h>

#include "file/bytes.h"
#include "file/sha256.h"

enum { BLOCK = 64 };

/* The first 32 bits of the fractions of the cube roots of the first 64 primes. */
static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* Of the square roots of the first 8. */
static const uint32_t start[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
    0x1f83d9ab, 0x5be0cd19,
};

static uint32_t rotate(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

static void schedule(uint32_t w[64], const uint8_t *block)
{
    int t;

    for (t = 0; t < 16; t++)
        w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 |
               (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
    for (; t < 64; t++) {
        uint32_t a = w[t - 15], b = w[t - 2];

        w[t] = (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10) + w[t - 7] +
               (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + w[t - 16];
    }
}

static void take(uint32_t H[8], const uint8_t *block)
{
    uint32_t w[64], v[8], t1, t2;
    int t;

    schedule(w, block);
    memcpy(v, H, sizeof v);
    for (t = 0; t < 64; t++) {
        t1 = v[7] + (rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)) +
             ((v[4] & v[5]) ^ (~v[4] & v[6])) + K[t] + w[t];
        t2 = (rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)) +
             ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (t = 0; t < 8; t++)
        H[t] += v[t];
}

/* What is left after whole blocks, a one, zeros, and the length in bits, most significant byte
 * first. */
static void take_last(uint32_t H[8], const uint8_t *at, size_t size)
{
    uint8_t last[2 * BLOCK] = {0};
    size_t left = size % BLOCK, end = left + 9 > BLOCK ? 2 * BLOCK : BLOCK;
    uint64_t bits = (uint64_t)size * 8;

    memcpy(last, at + size - left, left);
    last[left] = 0x80;
    for (int i = 0; i < 8; i++)
        last[end - 1 - (size_t)i] = (uint8_t)(bits >> 8 * i);
    take(H, last);
    if (end > BLOCK)
        take(H, last + BLOCK);
}

enum mc_status mc_sha256_file(char hex[MC_SHA256_TEXT], const char *path,
                              struct mc_complaint *why)
{
    static const char digits[] = "0123456789abcdef";
    struct mc_bytes bytes;
    enum mc_status status = mc_bytes_map(&bytes, path, why);
    uint32_t H[8];
    size_t at;

    hex[0] = '\0';
    if (status != MC_OK)
        return status;
    memcpy(H, start, sizeof H);
    for (at = 0; bytes.size - at >= BLOCK; at += BLOCK)
        take(H, bytes.at + at);
    take_last(H, bytes.at, bytes.size);
    mc_bytes_unmap(&bytes);
    for (at = 0; at < 64; at++)
        hex[at] = digits[H[at / 8] >> (28 - 4 * (at % 8)) & 15];
    hex[64] = '\0';
    return MC_OK;
}
