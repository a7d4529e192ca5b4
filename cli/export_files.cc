#include "cli/export_files.h"

#include <algorithm>
#include <utility>

namespace kg {
namespace {

constexpr std::string_view kGzip = ".gz";

}  // namespace

std::string PartPath(const std::string& path, std::string_view part) {
  const size_t folder = path.rfind('/') + 1;  // npos + 1 is 0
  std::string_view name = std::string_view(path).substr(folder);
  if (name.ends_with(kGzip)) name.remove_suffix(kGzip.size());
  // A name's first dot may hide it.
  const size_t dot = name.rfind('.');
  const size_t at =
      folder + (dot == std::string_view::npos || dot == 0 ? name.size() : dot);
  return path.substr(0, at) + "." + std::string(part) + path.substr(at);
}

Status ExportFiles::File::Write(std::string_view bytes) {
  return gzip ? gzip->Write(bytes) : out.Write(bytes);
}

Result<ExportFiles> ExportFiles::Open(
    const std::string& path, std::span<const std::string_view> more_parts) {
  std::vector<std::string> paths = {path};
  if (path != "-") {
    for (const std::string_view part : more_parts) {
      paths.push_back(PartPath(path, part));
    }
  }
  ExportFiles files;
  files.parts_ = 1 + more_parts.size();
  for (const std::string& each : paths) {
    KG_ASSIGN(Output out, Output::Open(each));
    files.files_.push_back(std::make_unique<File>(std::move(out)));
    File* file = files.files_.back().get();
    if (each.ends_with(kGzip)) {
      file->gzip.emplace(
          [file](std::string_view bytes) { return file->out.Write(bytes); });
    }
  }
  return files;
}

std::vector<ByteSink> ExportFiles::Sinks() {
  std::vector<ByteSink> sinks;
  for (size_t part = 0; part < parts_; ++part) {
    if (files_.size() == parts_) {
      sinks.push_back([file = files_[part].get()](std::string_view bytes) {
        return file->Write(bytes);
      });
      continue;
    }
    sinks.push_back([this, part](std::string_view bytes) {
      if (any_ && part != last_part_) {
        KG_RETURN_IF_ERROR(files_.front()->Write("\n"));
      }
      any_ = true;
      last_part_ = part;
      return files_.front()->Write(bytes);
    });
  }
  return sinks;
}

Status ExportFiles::Finish() {
  for (const auto& file : files_) {
    if (file->gzip) KG_RETURN_IF_ERROR(file->gzip->Finish());
  }
  // The main file last: where it is, the others are.
  for (auto file = files_.rbegin(); file != files_.rend(); ++file) {
    KG_RETURN_IF_ERROR((*file)->out.Finish());
  }
  return Status();
}

}  // namespace kg
