package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/** Pieces of SQL text that several statements share. */
final class Clauses {
  /** Looser than any join and tighter than a query, so that only queries get parentheses. */
  private static final int BELOW_JOIN = 17;

  private Clauses() {}

  /** Writes an expression or name; a query in it gets parentheses. */
  static void node(SqlWriter writer, SqlNode node) {
    SqlWriter.Frame frame = writer.startList("", "");
    node.unparse(writer, 0, 0);
    writer.endList(frame);
  }

  /** Writes a query, or a whole statement, without parentheses. */
  static void query(SqlWriter writer, SqlNode query) {
    query.unparse(writer, 0, 0);
  }

  static void keywordIf(SqlWriter writer, boolean present, String keyword) {
    if (present) {
      writer.keyword(keyword);
    }
  }

  static void optional(SqlWriter writer, String keyword, @Nullable SqlNode node) {
    if (node != null) {
      writer.keyword(keyword);
      node(writer, node);
    }
  }

  static void list(SqlWriter writer, List<? extends SqlNode> nodes) {
    boolean first = true;
    for (SqlNode node : nodes) {
      if (!first) {
        writer.print(",");
        writer.setNeedWhitespace(true);
      }
      first = false;
      node(writer, node);
    }
  }

  static void parenthesized(SqlWriter writer, List<? extends SqlNode> nodes) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    list(writer, nodes);
    writer.endList(frame);
  }

  static void parenthesizedIf(SqlWriter writer, List<? extends SqlNode> nodes) {
    if (!nodes.isEmpty()) {
      parenthesized(writer, nodes);
    }
  }

  static void parenthesized(SqlWriter writer, SqlNode node) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    node(writer, node);
    writer.endList(frame);
  }

  static void options(SqlWriter writer, List<Option> options) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    boolean first = true;
    for (Option option : options) {
      comma(writer, first);
      first = false;
      option.unparse(writer);
    }
    writer.endList(frame);
  }

  static void comma(SqlWriter writer, boolean first) {
    if (!first) {
      writer.print(",");
      writer.setNeedWhitespace(true);
    }
  }

  static void with(SqlWriter writer, @Nullable SqlNodeList with) {
    if (with == null) {
      return;
    }
    boolean recursive = with.get(0) instanceof SqlWithItem item && item.recursive.booleanValue();
    SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.WITH, "WITH", "");
    keywordIf(writer, recursive, "RECURSIVE");
    SqlWriter.Frame items = writer.startList("", "");
    for (SqlNode item : with) {
      writer.sep(",");
      item.unparse(writer, 0, 0);
    }
    writer.endList(items);
    writer.endList(frame);
  }

  static void returning(SqlWriter writer, @Nullable SqlNodeList returning) {
    if (returning != null) {
      writer.keyword("RETURNING");
      list(writer, returning);
    }
  }

  static void target(SqlWriter writer, SqlIdentifier table, @Nullable SqlIdentifier alias) {
    node(writer, table);
    optional(writer, "AS", alias);
  }

  static void from(SqlWriter writer, String keyword, @Nullable SqlNode from) {
    if (from == null) {
      return;
    }
    writer.keyword(keyword);
    SqlWriter.Frame outer = writer.startList("", "");
    SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.FROM_LIST);
    from.unparse(writer, BELOW_JOIN, BELOW_JOIN);
    writer.endList(frame);
    writer.endList(outer);
  }

  static void literal(SqlWriter writer, String text) {
    writer.literal("'" + text.replace("'", "''") + "'");
  }

  static void number(SqlWriter writer, long value) {
    writer.literal(Long.toString(value));
  }
}
