// Every table that the code reads, with the columns it reads.
#include "lexicon/lexicon.h"

namespace kg {

std::span<const RequiredTable> RequiredTables() {
  static const std::vector<RequiredTable> kTables = {
      // ingest
      {"ingest_boilerplate", {"pattern", "kind"}},
      {"ingest_bylines", {"word", "kind"}},
      {"ingest_date_words", {"word", "kind", "value"}},
      {"ingest_fields", {"key", "field"}},
      {"ingest_html_hints", {"hint", "kind"}},
      {"ingest_languages", {"language", "code", "script", "words"}},
      {"ingest_scripts", {"first", "last", "script"}},
      // segment
      {"segment_abbreviations", {"word", "kind"}},
      {"segment_clitics", {"clitic"}},
      {"segment_contractions", {"word", "parts"}},
      {"segment_emoticons", {"emoticon"}},
      {"segment_next", {"word", "kind"}},
      {"segment_prefixes", {"prefix"}},
      {"segment_units", {"letters", "kind"}},
      // names
      {"names_capital_acts", {"verb"}},
      {"names_countries", {"name", "code", "capital"}},
      {"names_demonyms", {"word", "name", "code"}},
      {"names_evidence", {"noun", "kind"}},
      {"names_families", {"family", "kind"}},
      {"names_given", {"name", "gender"}},
      {"names_governments", {"noun"}},
      {"names_heads", {"word", "type", "campus"}},
      {"names_known", {"name", "type"}},
      {"names_nicknames", {"given", "short"}},
      {"names_plurals", {"ending", "singular"}},
      {"names_suffixes", {"suffix", "kind", "sure"}},
      {"names_titles", {"title", "gender", "kind"}},
      // rules
      {"acts", {"word", "act", "content", "addressee", "asserts"}},
      {"acts_naming", {"word", "act", "form"}},
      {"acts_participles", {"word", "act"}},
      {"acts_particles", {"word", "act"}},
      {"adjectives", {"word", "kind"}},
      {"amounts", {"word", "kind", "value"}},
      {"confidence", {"signal", "relation", "claim"}},
      {"complements",
       {"word", "finite", "nonfinite", "control", "open", "another"}},
      {"dates", {"word", "kind", "value"}},
      {"inflections", {"word", "third"}},
      {"marks", {"word", "role", "modality", "main", "aside", "kind"}},
      {"modality", {"word", "kind", "modality"}},
      {"negation", {"word", "kind"}},
      {"nominals", {"noun", "kind", "verb", "whom"}},
      {"nouns", {"word", "kind"}},
      {"predicates", {"surface", "predicate", "property", "flags"}},
      {"prepositions", {"word", "role", "date", "place", "money"}},
      {"pronouns", {"word", "person", "number", "gender", "kind"}},
      {"roles", {"word", "kind", "predicate", "property", "swap"}},
      {"speech_labels", {"label"}},
      {"speech_nouns", {"word", "act", "effect"}},
      {"structure", {"name", "value"}},
      {"verbs_bound", {"word", "prepositions", "adverbs", "below"}},
      {"verb_stems", {"ending", "e"}},
      {"linking", {"word"}},
      {"inflections_nouns", {"form", "word"}},
      // query
      {"acts", {"word", "act"}},
      {"inflections", {"word", "third"}},
      {"inflections_endings", {"ending", "lemma", "undouble"}},
      {"inflections_irregular", {"form", "word"}},
      {"predicates", {"surface", "predicate", "flags"}},
  };
  return kTables;
}

}  // namespace kg
