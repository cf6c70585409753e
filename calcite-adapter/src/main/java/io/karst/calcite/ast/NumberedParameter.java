package io.karst.calcite.ast;

import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * One {@code $n} in the text of a prepared statement.
 *
 * @param number n
 * @param pos where it stands
 * @param isCount whether it stands where the grammar takes no expression: FETCH FIRST $1 ROWS
 */
public record NumberedParameter(int number, SqlParserPos pos, boolean isCount) {}
