#include "exporters/export.h"
#include "exporters/jsonl.h"

namespace kg {
namespace {

constexpr ExportFormat kFormats[] = {
    {"jsonl", "JSON Lines, a record a line with all its evidence",
     MakeJsonLinesSink},
};

}  // namespace

std::span<const ExportFormat> ExportFormats() { return kFormats; }

Result<const ExportFormat*> FindExportFormat(std::string_view name) {
  std::string known;
  for (const ExportFormat& format : kFormats) {
    if (format.name == name) return &format;
    known += (known.empty() ? "" : ", ") + std::string(format.name);
  }
  return Status::NotFound("no export format '" + std::string(name) +
                          "'; there are: " + known);
}

}  // namespace kg
