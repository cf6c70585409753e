package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/** A constraint of a table; one written at a column has that column as its only one. */
public sealed interface TableConstraint {
  /** Returns the name after CONSTRAINT, or null: the executor makes one. */
  @Nullable SqlIdentifier name();

  /** Returns when it is checked. */
  Deferral deferral();

  /** Writes the constraint without its name. */
  void unparseBody(SqlWriter writer, boolean inline);

  /** {@code PRIMARY KEY (columns)}. */
  record PrimaryKey(@Nullable SqlIdentifier name, List<SqlIdentifier> columns, Deferral deferral)
      implements TableConstraint {
    public PrimaryKey {
      columns = List.copyOf(columns);
    }

    @Override
    public void unparseBody(SqlWriter writer, boolean inline) {
      writer.keyword("PRIMARY KEY");
      if (!inline) {
        Clauses.parenthesized(writer, columns);
      }
    }
  }

  /** {@code UNIQUE (columns)}. */
  record Unique(@Nullable SqlIdentifier name, List<SqlIdentifier> columns, Deferral deferral)
      implements TableConstraint {
    public Unique {
      columns = List.copyOf(columns);
    }

    @Override
    public void unparseBody(SqlWriter writer, boolean inline) {
      writer.keyword("UNIQUE");
      if (!inline) {
        Clauses.parenthesized(writer, columns);
      }
    }
  }

  /** {@code CHECK (condition)}. */
  record Check(@Nullable SqlIdentifier name, SqlNode condition, Deferral deferral)
      implements TableConstraint {
    @Override
    public void unparseBody(SqlWriter writer, boolean inline) {
      writer.keyword("CHECK");
      Clauses.parenthesized(writer, condition);
    }
  }

  /**
   * {@code FOREIGN KEY (columns) REFERENCES table [(referencedColumns)]}.
   *
   * @param table the referenced table
   * @param referencedColumns empty: its primary key
   */
  record ForeignKey(
      @Nullable SqlIdentifier name,
      List<SqlIdentifier> columns,
      SqlIdentifier table,
      List<SqlIdentifier> referencedColumns,
      ReferentialAction onDelete,
      ReferentialAction onUpdate,
      Deferral deferral)
      implements TableConstraint {
    public ForeignKey {
      columns = List.copyOf(columns);
      referencedColumns = List.copyOf(referencedColumns);
    }

    @Override
    public void unparseBody(SqlWriter writer, boolean inline) {
      unparseColumns(writer, columns, inline);
      writer.keyword("REFERENCES");
      Clauses.node(writer, table);
      Clauses.parenthesizedIf(writer, referencedColumns);
      unparseActions(writer, onDelete, onUpdate);
    }
  }

  /** {@code FOREIGN KEY (columns) REFERENCES ENTITY}: any entity of the collection, by its id. */
  record EntityReference(
      @Nullable SqlIdentifier name,
      List<SqlIdentifier> columns,
      ReferentialAction onDelete,
      ReferentialAction onUpdate,
      Deferral deferral)
      implements TableConstraint {
    public EntityReference {
      columns = List.copyOf(columns);
    }

    @Override
    public void unparseBody(SqlWriter writer, boolean inline) {
      unparseColumns(writer, columns, inline);
      writer.keyword("REFERENCES ENTITY");
      unparseActions(writer, onDelete, onUpdate);
    }
  }

  /** Writes it as a table constraint. */
  default void unparse(SqlWriter writer) {
    unparse(writer, false);
  }

  /** Writes it as a column constraint. */
  default void unparseInline(SqlWriter writer) {
    unparse(writer, true);
  }

  private void unparse(SqlWriter writer, boolean inline) {
    Clauses.optional(writer, "CONSTRAINT", name());
    unparseBody(writer, inline);
    switch (deferral()) {
      case INITIALLY_IMMEDIATE -> writer.keyword("DEFERRABLE INITIALLY IMMEDIATE");
      case INITIALLY_DEFERRED -> writer.keyword("DEFERRABLE INITIALLY DEFERRED");
      case NOT_DEFERRABLE -> {}
    }
  }

  private static void unparseColumns(
      SqlWriter writer, List<SqlIdentifier> columns, boolean inline) {
    if (!inline) {
      writer.keyword("FOREIGN KEY");
      Clauses.parenthesized(writer, columns);
    }
  }

  private static void unparseActions(
      SqlWriter writer, ReferentialAction onDelete, ReferentialAction onUpdate) {
    if (onDelete != ReferentialAction.NO_ACTION) {
      writer.keyword("ON DELETE " + onDelete.sql());
    }
    if (onUpdate != ReferentialAction.NO_ACTION) {
      writer.keyword("ON UPDATE " + onUpdate.sql());
    }
  }
}
