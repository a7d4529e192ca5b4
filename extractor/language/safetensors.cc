#include "extractor/language/safetensors.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace kg {
namespace {

static_assert(std::endian::native == std::endian::little,
              "tensors are read as they stand");

constexpr size_t kLengthBytes = 8;
// Ours has 8 KiB; the limit only stops an absurd length.
constexpr size_t kMaxHeaderBytes = 16 << 20;
constexpr size_t kMaxDimensions = 8;

struct TypeRow {
  const char* name;
  TensorType type;
  size_t bytes;
};
constexpr TypeRow kTypes[] = {
    {"F32", TensorType::kF32, 4},
    {"BF16", TensorType::kBf16, 2},
};

struct Range {
  size_t begin = 0;
  size_t end = 0;
};

std::string ShapeText(std::span<const size_t> shape) {
  std::string text = "[";
  for (size_t i = 0; i < shape.size(); ++i) {
    if (i > 0) text += ',';
    text += std::to_string(shape[i]);
  }
  return text + "]";
}

const TypeRow* FindType(const rapidjson::Value& value) {
  const std::string_view name(value.GetString(), value.GetStringLength());
  for (const TypeRow& row : kTypes) {
    if (name == row.name) return &row;
  }
  return nullptr;
}

// A member of a tensor's entry, or null where its kind is wrong.
const rapidjson::Value* Member(const rapidjson::Value& entry, const char* key,
                               rapidjson::Type type) {
  const auto it = entry.FindMember(key);
  if (it == entry.MemberEnd() || it->value.GetType() != type) return nullptr;
  return &it->value;
}

bool ReadSizes(const rapidjson::Value& array, std::vector<size_t>* out) {
  for (const rapidjson::Value& item : array.GetArray()) {
    if (!item.IsUint64()) return false;
    out->push_back(item.GetUint64());
  }
  return true;
}

// bytes of one element x shape, or nothing on overflow.
bool ByteCount(std::span<const size_t> shape, size_t element, size_t* out) {
  *out = element;
  for (const size_t size : shape) {
    if (__builtin_mul_overflow(*out, size, out)) return false;
  }
  return true;
}

Status ReadEntry(const rapidjson::Value& entry, std::string_view data,
                 TensorView* view, Range* range) {
  if (!entry.IsObject()) return Status::InvalidInput("expected an object");
  const auto* type = Member(entry, "dtype", rapidjson::kStringType);
  const auto* shape = Member(entry, "shape", rapidjson::kArrayType);
  const auto* offsets = Member(entry, "data_offsets", rapidjson::kArrayType);
  if (type == nullptr || shape == nullptr || offsets == nullptr) {
    return Status::InvalidInput("expected dtype, shape and data_offsets");
  }
  const TypeRow* row = FindType(*type);
  if (row == nullptr) {
    return Status::InvalidInput("expected dtype BF16 or F32, got '" +
                                std::string(type->GetString()) + "'");
  }
  std::vector<size_t> ends;
  if (!ReadSizes(*shape, &view->shape) || shape->Size() > kMaxDimensions ||
      !ReadSizes(*offsets, &ends) || ends.size() != 2) {
    return Status::InvalidInput("expected whole numbers in shape and offsets");
  }
  *range = {ends[0], ends[1]};
  if (range->begin > range->end || range->end > data.size()) {
    return Status::InvalidInput(
        "bytes " + std::to_string(ends[0]) + " to " + std::to_string(ends[1]) +
        " are outside the data of " + std::to_string(data.size()) +
        " bytes; the file may be cut short");
  }
  size_t bytes = 0;
  if (!ByteCount(view->shape, row->bytes, &bytes) ||
      bytes != range->end - range->begin) {
    return Status::InvalidInput("shape " + ShapeText(view->shape) + " of " +
                                row->name + " needs " + std::to_string(bytes) +
                                " bytes, got " +
                                std::to_string(range->end - range->begin));
  }
  view->type = row->type;
  view->bytes = data.substr(range->begin, bytes);
  return Status();
}

// The format wants the tensors to fill the data, without overlap or hole.
Status CheckCover(std::vector<Range> ranges, size_t data_bytes) {
  std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  size_t at = 0;
  for (const Range& range : ranges) {
    if (range.begin != at) {
      return Status::InvalidInput(
          std::string(range.begin < at ? "tensors overlap" : "hole") +
          " at byte " + std::to_string(std::min(at, range.begin)) +
          " of the data");
    }
    at = range.end;
  }
  if (at != data_bytes) {
    return Status::InvalidInput("expected " + std::to_string(at) +
                                " bytes of data, got " +
                                std::to_string(data_bytes));
  }
  return Status();
}

Status ReadHeader(std::string_view header, std::string_view data,
                  TensorViews* tensors) {
  rapidjson::Document json;
  // Iterative: nesting in a damaged header must not exhaust the stack.
  json.Parse<rapidjson::kParseIterativeFlag>(header.data(), header.size());
  if (json.HasParseError() || !json.IsObject()) {
    const std::string reason =
        json.HasParseError()
            ? std::string(rapidjson::GetParseError_En(json.GetParseError()))
            : "not an object";
    return Status::InvalidInput("header is no JSON object: " + reason);
  }
  std::vector<Range> ranges;
  // No range: RapidJSON 1.1 compares its ends in a way that C++20 has two of.
  for (auto at = json.MemberBegin(); at < json.MemberEnd(); ++at) {
    const auto& member = *at;
    const std::string key(member.name.GetString(),
                          member.name.GetStringLength());
    if (key == "__metadata__") continue;
    TensorView view;
    Range range;
    KG_RETURN_IF_ERROR(ReadEntry(member.value, data, &view, &range)
                           .At("tensor '" + key + "'"));
    if (!tensors->emplace(key, std::move(view)).second) {
      return Status::InvalidInput("tensor '" + key + "': named twice");
    }
    ranges.push_back(range);
  }
  return CheckCover(std::move(ranges), data.size());
}

}  // namespace

Result<TensorViews> ParseSafetensors(const std::string& name,
                                     std::string_view bytes) {
  if (bytes.size() < kLengthBytes) {
    return Status::InvalidInput(name + ": no safetensors file: " +
                                std::to_string(bytes.size()) + " bytes");
  }
  uint64_t length = 0;
  std::memcpy(&length, bytes.data(), kLengthBytes);
  if (length > kMaxHeaderBytes || length > bytes.size() - kLengthBytes) {
    return Status::InvalidInput(
        name + ": header of " + std::to_string(length) +
        " bytes does not fit; no safetensors file, or cut short");
  }
  TensorViews tensors;
  KG_RETURN_IF_ERROR(ReadHeader(bytes.substr(kLengthBytes, length),
                                bytes.substr(kLengthBytes + length), &tensors)
                         .At(name));
  return tensors;
}

void ReadValues(const TensorView& tensor, size_t first, size_t count,
                float* out) {
  if (count == 0) return;  // `out` may be null, which memcpy() may not be given
  if (tensor.type == TensorType::kF32) {
    std::memcpy(out, tensor.bytes.data() + first * 4, count * 4);
    return;
  }
  const char* source = tensor.bytes.data() + first * 2;
  for (size_t i = 0; i < count; ++i) {
    uint16_t high = 0;  // BF16 is the upper half of a float
    std::memcpy(&high, source + 2 * i, 2);
    out[i] = std::bit_cast<float>(static_cast<uint32_t>(high) << 16);
  }
}

Result<Safetensors> Safetensors::Open(const std::string& path) {
  KG_ASSIGN(MappedFile file, MappedFile::Open(path));
  KG_ASSIGN(TensorViews tensors, ParseSafetensors(path, file.bytes()));
  return Safetensors(path, std::move(file), std::move(tensors));
}

Result<TensorView> Safetensors::Find(std::string_view name,
                                     std::span<const size_t> shape) const {
  const auto it = tensors_.find(name);
  const std::string place = path_ + ": tensor '" + std::string(name) + "'";
  if (it == tensors_.end()) {
    return Status::InvalidInput(place + ": expected shape " + ShapeText(shape) +
                                ", got no such tensor");
  }
  if (!std::ranges::equal(it->second.shape, shape)) {
    return Status::InvalidInput(place + ": expected shape " + ShapeText(shape) +
                                ", got " + ShapeText(it->second.shape));
  }
  return it->second;
}

Result<std::vector<float>> Safetensors::Read(
    std::string_view name, std::span<const size_t> shape) const {
  KG_ASSIGN(const TensorView tensor, Find(name, shape));
  size_t count = 1;
  for (const size_t size : shape) count *= size;
  std::vector<float> values(count);
  ReadValues(tensor, 0, count, values.data());
  return values;
}

}  // namespace kg
