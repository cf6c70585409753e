package io.karst.sql.query;

import io.karst.calcite.parser.KarstParser;
import org.apache.calcite.sql.SqlNode;

/** Stored texts as syntax trees. */
public final class Parsing {
  private Parsing() {}

  /** A stored DEFAULT, CHECK or generation expression. */
  public static SqlNode expression(String sql) {
    return KarstParser.parseExpression(sql);
  }

  /** The query of a stored view. */
  public static SqlNode query(String sql) {
    return KarstParser.parse(sql);
  }
}
