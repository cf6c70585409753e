package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/** One change of ALTER TABLE. */
public sealed interface AlterAction {
  /** Writes the action as SQL. */
  void unparse(SqlWriter writer);

  /** {@code ADD [COLUMN] [IF NOT EXISTS] definition}. */
  record AddColumn(ColumnDefinition column, boolean ifNotExists) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ADD COLUMN");
      Clauses.keywordIf(writer, ifNotExists, "IF NOT EXISTS");
      column.unparse(writer);
    }
  }

  /** {@code DROP [COLUMN] [IF EXISTS] column [CASCADE]}. */
  record DropColumn(SqlIdentifier column, boolean ifExists, boolean cascade)
      implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("DROP COLUMN");
      Clauses.keywordIf(writer, ifExists, "IF EXISTS");
      Clauses.node(writer, column);
      Clauses.keywordIf(writer, cascade, "CASCADE");
    }
  }

  /** {@code RENAME [COLUMN] column TO newName}. */
  record RenameColumn(SqlIdentifier column, SqlIdentifier newName) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("RENAME COLUMN");
      Clauses.node(writer, column);
      writer.keyword("TO");
      Clauses.node(writer, newName);
    }
  }

  /** {@code RENAME TO newName}. */
  record RenameTable(SqlIdentifier newName) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("RENAME TO");
      Clauses.node(writer, newName);
    }
  }

  /** {@code RENAME CONSTRAINT constraint TO newName}. */
  record RenameConstraint(SqlIdentifier constraint, SqlIdentifier newName) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("RENAME CONSTRAINT");
      Clauses.node(writer, constraint);
      writer.keyword("TO");
      Clauses.node(writer, newName);
    }
  }

  /** {@code ADD [CONSTRAINT name] constraint [NOT VALID]}. */
  record AddConstraint(TableConstraint constraint, boolean notValid) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ADD");
      constraint.unparse(writer);
      Clauses.keywordIf(writer, notValid, "NOT VALID");
    }
  }

  /** {@code DROP CONSTRAINT [IF EXISTS] constraint [CASCADE]}. */
  record DropConstraint(SqlIdentifier constraint, boolean ifExists, boolean cascade)
      implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("DROP CONSTRAINT");
      Clauses.keywordIf(writer, ifExists, "IF EXISTS");
      Clauses.node(writer, constraint);
      Clauses.keywordIf(writer, cascade, "CASCADE");
    }
  }

  /** {@code ALTER [COLUMN] column SET DEFAULT value}, or DROP DEFAULT if value is null. */
  record SetDefault(SqlIdentifier column, @Nullable SqlNode value) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ALTER COLUMN");
      Clauses.node(writer, column);
      unparseBody(writer);
    }

    void unparseBody(SqlWriter writer) {
      if (value == null) {
        writer.keyword("DROP DEFAULT");
      }
      Clauses.optional(writer, "SET DEFAULT", value);
    }
  }

  /** {@code ALTER [COLUMN] column {SET | DROP} NOT NULL}. */
  record SetNotNull(SqlIdentifier column, boolean notNull) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ALTER COLUMN");
      Clauses.node(writer, column);
      unparseBody(writer);
    }

    void unparseBody(SqlWriter writer) {
      writer.keyword(notNull ? "SET NOT NULL" : "DROP NOT NULL");
    }
  }

  /** {@code ALTER [COLUMN] column [SET DATA] TYPE type [USING expression]}. */
  record SetType(SqlIdentifier column, SqlDataTypeSpec type, @Nullable SqlNode using)
      implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ALTER COLUMN");
      Clauses.node(writer, column);
      writer.keyword("TYPE");
      Clauses.node(writer, type);
      Clauses.optional(writer, "USING", using);
    }
  }

  /** {@code VALIDATE CONSTRAINT constraint}. */
  record ValidateConstraint(SqlIdentifier constraint) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("VALIDATE CONSTRAINT");
      Clauses.node(writer, constraint);
    }
  }

  /** {@code ALTER [COLUMN] column ADD GENERATED ... AS IDENTITY}. */
  record AddIdentity(SqlIdentifier column, IdentityDefinition identity) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ALTER COLUMN");
      Clauses.node(writer, column);
      writer.keyword("ADD");
      identity.unparse(writer);
    }
  }

  /** {@code ALTER [COLUMN] column {SET GENERATED {ALWAYS | BY DEFAULT} | RESTART ...} ...}. */
  record SetIdentity(
      SqlIdentifier column, @Nullable Boolean always, @Nullable Long restartWith, boolean restart)
      implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ALTER COLUMN");
      Clauses.node(writer, column);
      if (always != null) {
        writer.keyword(always ? "SET GENERATED ALWAYS" : "SET GENERATED BY DEFAULT");
      }
      Clauses.keywordIf(writer, restart, "RESTART");
      if (restartWith != null) {
        writer.keyword("WITH");
        Clauses.number(writer, restartWith);
      }
    }
  }

  /** {@code ALTER [COLUMN] column DROP {IDENTITY | EXPRESSION} [IF EXISTS]}. */
  record DropGeneration(SqlIdentifier column, boolean identity, boolean ifExists)
      implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("ALTER COLUMN");
      Clauses.node(writer, column);
      writer.keyword(identity ? "DROP IDENTITY" : "DROP EXPRESSION");
      Clauses.keywordIf(writer, ifExists, "IF EXISTS");
    }
  }

  /** {@code SET SCHEMA schema}. */
  record SetSchema(SqlIdentifier schema) implements AlterAction {
    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("SET SCHEMA");
      Clauses.node(writer, schema);
    }
  }
}
