package io.karst.sqltests.differential.generated;

import java.util.List;

/**
 * A column of a table.
 *
 * @param declaration its type as in CREATE TABLE
 * @param bound no number in it is larger
 * @param values the literals it is filled with
 */
record Column(
    String name,
    SqlType type,
    String declaration,
    double bound,
    boolean notNull,
    List<String> values) {
  Expression of(String alias) {
    return new Expression(
        type.marked(Sql.text(alias.isEmpty() ? name : alias + "." + name)), type, bound, true);
  }
}
