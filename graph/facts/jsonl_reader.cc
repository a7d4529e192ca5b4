// FactsReader: which line belongs to which group, and what becomes of a line
// that is refused.
#include <utility>

#include "graph/facts/json_line.h"
#include "graph/facts/jsonl.h"
#include "graph/facts/jsonl_decision.h"
#include "graph/facts/jsonl_group.h"
#include "graph/facts/jsonl_schema.h"

namespace kg {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Empty where the line names none.
std::string KindOf(const rapidjson::Value& value) {
  const rapidjson::Value* kind = Field(value, "kind");
  return kind != nullptr && kind->IsString() ? StringField(value, "kind") : "";
}

Decision ReadDecision(const rapidjson::Value& value) {
  Decision decision;
  decision.sequence = IntegerField(value, "seq");
  decision.action = *ParseAction(StringField(value, "action"));
  for (const rapidjson::Value& pair : value["of"].GetArray()) {
    const std::string id(pair[0].GetString(), pair[0].GetStringLength());
    decision.of.push_back({ReadArticleId(id), IntegerOf(pair[1])});
  }
  decision.name = StringField(value, "name");
  decision.date = StringField(value, "date");
  decision.note = StringField(value, "note");
  return decision;
}

Status CheckHeader(const rapidjson::Value& value) {
  KG_RETURN_IF_ERROR(CheckAgainstSchema(value, "header", ""));
  const std::string format = StringField(value, "format");
  if (format != "kg") {
    return Status::InvalidInput("expected format 'kg', got '" + format + "'");
  }
  const uint32_t version = IntegerField(value, "version");
  if (version != kJsonLinesVersion) {
    return Status::Unsupported("version " + std::to_string(version) +
                               " of the format; this program reads version " +
                               std::to_string(kJsonLinesVersion));
  }
  const std::string scope = StringField(value, "scope");
  if (scope == "graph") {
    return Status::Unsupported(
        "a file of scope 'graph' holds a resolved graph and cannot be loaded; "
        "use one of kg extract or kg export --format facts");
  }
  if (scope != "articles") {
    return Status::InvalidInput("expected scope 'articles', got '" + scope +
                                "'");
  }
  return Status();
}

}  // namespace

struct FactsReader::State {
  std::string file;
  Sink sink;
  size_t line = 0;
  bool has_header = false;
  bool skips = false;  // the rest of a group that was refused
  std::optional<FactsGroup> group;

  Status At(const Status& status, size_t number) const {
    return status.At(file + ":" + std::to_string(number));
  }
  // Gives up the group, if any, and all lines to the next article.
  void Refuse(const Status& status, size_t number) {
    group.reset();
    skips = true;
    sink.on_refused(At(status, number));
  }

  Status EndGroup();
  Status Handle(std::string_view text);
  Status HandleObject(const rapidjson::Value& value);
  Status HandleDecision(const rapidjson::Value& value);
  void HandleArticle(const rapidjson::Value& value);
  void HandleMember(std::string_view kind, const rapidjson::Value& value);
};

Status FactsReader::State::EndGroup() {
  skips = false;
  if (!group) return Status();
  size_t number = line;
  Result<LocalFacts> facts = group->Finish(&number);
  group.reset();
  if (!facts.ok()) {
    sink.on_refused(At(facts.status(), number));
    return Status();
  }
  return sink.on_facts(std::move(facts).value());
}

Status FactsReader::State::Handle(std::string_view text) {
  rapidjson::Document document;
  const Status parsed = ParseJsonLine(text, &document);
  if (!has_header) {
    // Without it the file is none of ours, whatever its lines hold.
    if (!parsed.ok()) return At(parsed, line);
    if (KindOf(document) != "header") {
      return At(Status::InvalidInput("expected a header line of kind 'header' "
                                     "and format 'kg'"),
                line);
    }
  }
  if (!parsed.ok()) {
    Refuse(parsed, line);
    return Status();
  }
  return HandleObject(document);
}

Status FactsReader::State::HandleObject(const rapidjson::Value& value) {
  const std::string kind = KindOf(value);
  if (kind == "header") {
    KG_RETURN_IF_ERROR(EndGroup());
    has_header = true;
    return At(CheckHeader(value), line);
  }
  if (kind == "article") {
    KG_RETURN_IF_ERROR(EndGroup());
    HandleArticle(value);
    return Status();
  }
  if (kind == "decision") {
    KG_RETURN_IF_ERROR(EndGroup());
    return HandleDecision(value);
  }
  HandleMember(kind, value);
  return Status();
}

void FactsReader::State::HandleArticle(const rapidjson::Value& value) {
  const Status checked = CheckAgainstSchema(value, "article", "");
  if (!checked.ok()) return Refuse(checked, line);
  Result<FactsGroup> begun = FactsGroup::Begin(value);
  if (!begun.ok()) return Refuse(begun.status(), line);
  group = std::move(begun).value();
}

Status FactsReader::State::HandleDecision(const rapidjson::Value& value) {
  const Status checked = CheckAgainstSchema(value, "decision", "");
  if (checked.ok()) return sink.on_decision(ReadDecision(value));
  sink.on_refused(At(checked, line));
  return Status();
}

void FactsReader::State::HandleMember(std::string_view kind,
                                      const rapidjson::Value& value) {
  constexpr std::string_view kMembers[] = {"entity", "mention", "relation",
                                           "claim"};
  bool known = false;
  for (std::string_view member : kMembers) known |= member == kind;
  if (!known) {
    return Refuse(
        Status::InvalidInput("expected a line's kind for 'kind', got '" +
                             std::string(kind) + "'"),
        line);
  }
  if (skips) return;
  if (!group) {
    return Refuse(
        Status::InvalidInput("the line stands outside of an article's group"),
        line);
  }
  Status status = CheckAgainstSchema(value, kind, "");
  if (status.ok()) status = group->Add(kind, value, line);
  if (!status.ok()) Refuse(status, line);
}

FactsReader::FactsReader(std::string file, Sink sink)
    : state_(std::make_unique<State>()) {
  state_->file = std::move(file);
  state_->sink = std::move(sink);
}

FactsReader::~FactsReader() = default;

Status FactsReader::Line(std::string_view line) {
  if (++state_->line == 1 && line.starts_with(kByteOrderMark)) {
    line.remove_prefix(kByteOrderMark.size());
  }
  return IsBlank(line) ? Status() : state_->Handle(line);
}

Status FactsReader::Finish() { return state_->EndGroup(); }

}  // namespace kg
