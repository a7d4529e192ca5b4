// The seal of a published checkpoint: a text file of what its files must be, so
// that a reader never takes a damaged list of tables for a smaller graph.
//
//   kg seal
//   000012.sst 4711 -            of a table: name and size; its blocks have
//                                checksums of their own
//   MANIFEST-000010 904 HASH     of any other file: its BLAKE2b too
//   end HASH                     of all lines above
//
// Pure functions over a folder published/N; thread-safe.
#pragma once

#include <string>

#include "base/status.h"
#include "graph/store/files.h"

namespace kg {

Status WriteSeal(const FileHook& hook, const std::string& folder);
bool HasSeal(const std::string& folder);
// Corrupt, naming the file, where one is not what it was; ok for a checkpoint
// that an older kg left without a seal. `name` stands for the store.
Status VerifySeal(const std::string& folder, const std::string& name);

}  // namespace kg
