// RocksDB's environment with a FileHook before each call that changes a file.
// The environment must outlive the database that is opened with it.
#pragma once

#include <rocksdb/env.h>

#include <memory>

#include "graph/store/files.h"

namespace kg {

std::unique_ptr<rocksdb::Env> MakeHookedEnv(FileHook hook);

}  // namespace kg
