#include "cli/rows.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <string_view>
#include <variant>

#include "base/unicode.h"
#include "cli/table.h"
#include "graph/facts/types.h"

namespace kg {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

// Of the words of a claim that has no topic.
constexpr size_t kWordsColumns = 60;

std::string Shortened(const std::string& text) {
  if (DisplayWidth(text) <= kWordsColumns) return text;
  std::string start;
  for (size_t i = 0; i < text.size() && DisplayWidth(start) < kWordsColumns;) {
    const size_t bytes = DecodeAt(text, i).bytes;
    start += text.substr(i, bytes);
    i += bytes;
  }
  return start + "…";
}

std::string ObjectText(const FoundRow& row) {
  if (const auto* entity = std::get_if<FoundEntity>(&row.object)) {
    return OneLine(entity->name);
  }
  if (const auto* literal = std::get_if<Literal>(&row.object)) {
    return OneLine(literal->text.empty() ? literal->value : literal->text);
  }
  return "\"" + Shortened(OneLine(row.text)) + "\"";
}

// What keeps a row from being a plain fact that stands in the text.
std::string MarksOf(const FoundRow& row) {
  std::string marks;
  const auto add = [&](std::string_view mark) {
    if (!marks.empty()) marks += ", ";
    marks += mark;
  };
  if (row.modality != Modality::kAsserted) add(NameOf(row.modality));
  if (row.kind == FoundRow::Kind::kRelation &&
      row.standing == Standing::kAttributed) {
    add(NameOf(row.standing));
  }
  if (!row.derived.empty()) add("derived: " + row.derived);
  return marks;
}

std::string DatesOf(const FoundRow& row) {
  if (row.first_date.empty()) return "-";
  if (row.first_date == row.last_date) return row.first_date;
  return row.first_date + " to " + row.last_date;
}

class RowWriter {
 public:
  explicit RowWriter(Writer* out) : out_(*out) {}

  void Write(const FoundRow& row) {
    const bool is_claim = row.kind == FoundRow::Kind::kClaim;
    out_.StartObject();
    Field("kind", is_claim ? "claim" : "relation");
    out_.Key("subject");
    row.subject ? Entity(*row.subject) : Null();
    Field("predicate", row.predicate);
    out_.Key("object");
    Object(row);
    Field("polarity", NameOf(row.polarity));
    Field("modality", NameOf(row.modality));
    Field("standing", NameOf(row.standing));
    Optional("derived", row.derived);
    out_.Key("plain");
    out_.Bool(row.plain);
    out_.Key("confidence");
    out_.Double(row.confidence / 100.0);
    out_.Key("sources");
    out_.Uint(row.sources);
    Optional("first_date", row.first_date);
    Optional("last_date", row.last_date);
    if (is_claim) Field("text", row.text);
    Strings("ids", row.ids);
    out_.Key("evidence");
    out_.StartArray();
    for (const FoundEvidence& evidence : row.evidence) Evidence(evidence);
    out_.EndArray();
    out_.EndObject();
  }

 private:
  void String(std::string_view text) {
    out_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }
  void Null() { out_.Null(); }
  void Field(const char* key, std::string_view value) {
    out_.Key(key);
    String(value);
  }
  // Null where empty.
  void Optional(const char* key, std::string_view value) {
    out_.Key(key);
    value.empty() ? Null() : String(value);
  }
  void Strings(const char* key, const std::vector<std::string>& values) {
    out_.Key(key);
    out_.StartArray();
    for (const std::string& value : values) String(value);
    out_.EndArray();
  }

  void Entity(const FoundEntity& entity) {
    out_.StartObject();
    Field("id", entity.id.Hex());
    Field("name", entity.name);
    Field("type", NameOf(entity.type));
    out_.EndObject();
  }

  void Object(const FoundRow& row) {
    if (const auto* entity = std::get_if<FoundEntity>(&row.object)) {
      Entity(*entity);
    } else if (const auto* literal = std::get_if<Literal>(&row.object)) {
      out_.StartObject();
      Field("value", literal->value);
      Field("datatype", literal->datatype);
      Optional("unit", literal->unit);
      Field("text", literal->text);
      out_.EndObject();
    } else {
      Null();
    }
  }

  void Evidence(const FoundEvidence& evidence) {
    out_.StartObject();
    Field("article", evidence.article.Hex());
    Field("path", evidence.path);
    Optional("url", evidence.url.value_or(""));
    Optional("date", evidence.date);
    out_.Key("line");
    evidence.line == 0 ? Null() : static_cast<void>(out_.Uint(evidence.line));
    out_.Key("start");
    out_.Uint(evidence.span.begin);
    out_.Key("end");
    out_.Uint(evidence.span.end);
    Field("quote", evidence.quote);
    out_.EndObject();
  }

  Writer& out_;
};

}  // namespace

std::string RowsTable(const std::vector<FoundRow>& rows, Places* places) {
  const bool has_marks =
      std::any_of(rows.begin(), rows.end(),
                  [](const FoundRow& row) { return !MarksOf(row).empty(); });
  std::vector<std::string> header = {"SUBJECT",  "PREDICATE", "OBJECT",
                                     "POLARITY", "SOURCES",   "DATE"};
  if (has_marks) header.push_back("MARKS");
  TextTable table(std::move(header), {4});
  for (const FoundRow& row : rows) {
    table.AddRow({row.subject ? OneLine(row.subject->name) : "-", row.predicate,
                  ObjectText(row), std::string(NameOf(row.polarity)),
                  std::to_string(row.sources), DatesOf(row),
                  has_marks ? MarksOf(row) : ""});
    for (const FoundEvidence& evidence : row.evidence) {
      table.AddNote(places->Of(evidence.article, evidence.line) + ": " +
                    OneLine(evidence.quote));
    }
  }
  return table.ToString();
}

std::string RowsJson(const std::vector<FoundRow>& rows) {
  std::string lines;
  for (const FoundRow& row : rows) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    RowWriter(&writer).Write(row);
    lines.append(buffer.GetString(), buffer.GetSize());
    lines += '\n';
  }
  return lines;
}

}  // namespace kg
