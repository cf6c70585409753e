package io.karst.sqltests.corpus;

import java.util.List;

/**
 * One statement or query of a corpus file.
 *
 * @param line line of the directive, from 1
 * @param fails whether a statement must fail
 * @param types column types I, R and T of a query; empty for a statement
 * @param sort nosort, rowsort or valuesort
 * @param expected lines after {@code ----}: values, or one line "30 values hashing to ..."
 */
record CorpusRecord(
    int line, String sql, boolean fails, String types, String sort, List<String> expected) {
  boolean isQuery() {
    return !types.isEmpty();
  }
}
