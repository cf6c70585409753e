package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Plain queries that rewrites make. */
public final class Selects {
  private Selects() {}

  /** {@code SELECT items [FROM from] [WHERE where]}. */
  public static SqlSelect of(
      SqlNodeList items, @Nullable SqlNode from, @Nullable SqlNode where, SqlParserPos pos) {
    return new SqlSelect(
        pos, null, items, from, where, null, null, null, null, null, null, null, null);
  }

  /** The same with the items of a list. */
  public static SqlSelect of(
      List<? extends SqlNode> items,
      @Nullable SqlNode from,
      @Nullable SqlNode where,
      SqlParserPos pos) {
    return of(new SqlNodeList(items, pos), from, where, pos);
  }
}
