// Roots: which folders articles come from, and what the paths on a command line
// mean beside those that the store knows. Pure but for looking at the file
// system; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/status.h"
#include "extractor/ingest/ingest.h"
#include "graph/store/store.h"

namespace kg {

// A part of a root that was asked for.
struct Scope {
  Root root;
  std::string below;  // folder or file below the root; empty: all of it
};

struct RootPlan {
  std::vector<Scope> scopes;    // by label, then below; none inside another
  std::vector<Root> new_roots;  // not yet known to the store
  // Known roots inside a root of `scopes`, which takes over their articles.
  std::vector<Root> inner;
};

// A path that belongs to a known root is a scope of it; any other folder
// becomes a root (a file's folder does, with the file as scope) whose label is
// the folder's name, or `label`. NotFound for a path that is not there, unless
// its root is; InvalidInput where a label is taken or cannot be made.
Result<RootPlan> PlanRoots(const std::vector<std::string>& paths,
                           const std::string& label,
                           const std::vector<Root>& known);

// The path of `name` below `folder`; `folder` itself where name is empty.
std::string JoinPath(const std::string& folder, const std::string& name);

// Is `path` `folder` or something in it? Both absolute and normal.
bool IsWithin(const std::string& path, const std::string& folder);

// `path` relative to `folder`, which holds it; empty for `folder` itself.
std::string PathBelow(const std::string& path, const std::string& folder);

// A failure that concerns a file, as place and reason; the place has the line
// where the message has one.
Skipped SkippedBecause(const Status& status, const std::string& path);

// Ingest's place of a record ("NAME" or "NAME:LINE"), with the file's path for
// its name.
std::string PlaceInFile(const std::string& place, const std::string& name,
                        const std::string& path);

}  // namespace kg
