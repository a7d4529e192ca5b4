// Bytes of unknown encoding -> UTF-8: byte order mark, declaration, UTF-8 where
// it is valid, ICU's guess, windows-1252. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/status.h"

namespace kg {

// What may declare an encoding inside the text itself.
enum class DeclaredBy { kNothing, kHtml };

// The text in valid UTF-8, without its byte order mark; ill-formed bytes are
// U+FFFD. Fails with "binary" or "wrongly encoded…" (more than one character in
// a hundred could not be read).
Result<std::string> DecodeText(std::string_view bytes, DeclaredBy declared_by);

// The encoding that a byte order mark names, or empty; *mark_bytes is its size.
std::string_view EncodingOfMark(std::string_view bytes, size_t* mark_bytes);

// The encoding that <meta charset>, http-equiv or an XML declaration in the
// first 4 KiB names, in lower case; empty where there is none.
std::string DeclaredEncoding(std::string_view bytes);

}  // namespace kg
