// The files of one export: compressed where their names end in .gz, renamed
// into place only when all are complete. Not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "cli/output.h"
#include "exporters/gzip.h"
#include "exporters/sink.h"

namespace kg {

class ExportFiles {
 public:
  // The file `path`, and one beside it for each of `more_parts`:
  // graph.csv, graph.nodes.csv. "-" takes all parts, an empty line between.
  static Result<ExportFiles> Open(const std::string& path,
                                  std::span<const std::string_view> more_parts);

  // Take the bytes of each part. They live as long as this.
  std::vector<ByteSink> Sinks();
  Status Finish();

 private:
  struct File {
    Output out;
    std::optional<GzipWriter> gzip;
    explicit File(Output output) : out(std::move(output)) {}
    Status Write(std::string_view bytes);
  };
  std::vector<std::unique_ptr<File>> files_;  // one, or one for each part
  size_t parts_ = 1;
  size_t last_part_ = 0;
  bool any_ = false;
};

// "graph.nodes.csv.gz" of "graph.csv.gz" and "nodes".
std::string PartPath(const std::string& path, std::string_view part);

}  // namespace kg
