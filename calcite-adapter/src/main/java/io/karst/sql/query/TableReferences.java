package io.karst.sql.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The tables and views that a query names in its FROM clauses, at any depth. */
public final class TableReferences extends SqlBasicVisitor<@Nullable Void> {
  private final List<String> searchPath;
  private final List<ObjectName> found = new ArrayList<>();

  private TableReferences(List<String> searchPath) {
    this.searchPath = searchPath;
  }

  /**
   * All names in FROM clauses, once per appearance. An unqualified name counts for every schema of
   * the path; names of common table expressions are among them.
   */
  public static List<ObjectName> of(SqlNode query, List<String> searchPath) {
    TableReferences visitor = new TableReferences(searchPath);
    query.accept(visitor);
    return visitor.found;
  }

  /** The names in a FROM clause, and in the queries it has. */
  public static List<ObjectName> inFrom(SqlNode from, List<String> searchPath) {
    TableReferences visitor = new TableReferences(searchPath);
    visitor.from(from);
    from.accept(visitor);
    return visitor.found;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      from(select.getFrom());
    }
    if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
      from(call.operand(0));
    }
    return super.visit(call);
  }

  private void from(SqlNode node) {
    if (node instanceof SqlIdentifier identifier) {
      add(identifier);
    } else if (node instanceof SqlJoin join) {
      from(join.getLeft());
      from(join.getRight());
    } else if (node instanceof SqlBasicCall call) {
      switch (call.getKind()) {
        case AS, TABLE_REF, LATERAL, TABLESAMPLE, SNAPSHOT, EXTEND -> from(call.operand(0));
        default -> {
          return;
        }
      }
    }
  }

  private void add(SqlIdentifier identifier) {
    int parts = identifier.names.size();
    String name = identifier.names.get(parts - 1);
    if (parts > 1) {
      found.add(new ObjectName(identifier.names.get(parts - 2), name));
      return;
    }
    for (String schema : searchPath) {
      found.add(new ObjectName(schema, name));
    }
  }
}
