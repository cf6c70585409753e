package io.karst.calcite.parser.action;

import io.karst.calcite.ast.ColumnDefinition;
import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.Deferral;
import io.karst.calcite.ast.IdentityDefinition;
import io.karst.calcite.ast.SequenceOptions;
import io.karst.calcite.ast.TableConstraint;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Collects what is written after a column's name, in any order. */
public final class ColumnDefinitionBuilder {
  private final SqlIdentifier name;
  private final SqlDataTypeSpec type;
  private final List<TableConstraint> constraints = new ArrayList<>();
  private boolean notNull;
  private boolean nullable;
  private @Nullable SqlNode defaultValue;
  private @Nullable IdentityDefinition identity;
  private @Nullable SqlNode generatedAs;

  /** Begins a column. A serial type is an integer type with an identity. */
  public ColumnDefinitionBuilder(SqlIdentifier name, SqlDataTypeSpec type) {
    this.name = name;
    this.type = type;
    if (ColumnTypeSpec.isSerial(type)) {
      identity = new IdentityDefinition(false, SequenceOptions.NONE);
    }
  }

  /** Returns the column's name. */
  public SqlIdentifier name() {
    return name;
  }

  /** NOT NULL. */
  public void notNull(SqlParserPos pos) {
    notNull = true;
    checkNullability(pos);
  }

  /** NULL. */
  public void nullable(SqlParserPos pos) {
    nullable = true;
    checkNullability(pos);
  }

  private void checkNullability(SqlParserPos pos) {
    if (notNull && nullable) {
      throw conflict("conflicting NULL/NOT NULL declarations", pos);
    }
  }

  /** DEFAULT expression. */
  public void defaultValue(SqlNode expression) {
    if (defaultValue != null || identity != null || generatedAs != null) {
      throw conflict("multiple default values specified", expression.getParserPosition());
    }
    defaultValue = expression;
  }

  /** GENERATED ... AS IDENTITY. */
  public void identity(IdentityDefinition definition, SqlParserPos pos) {
    if (identity != null || defaultValue != null || generatedAs != null) {
      throw conflict("multiple identity or default specifications", pos);
    }
    identity = definition;
  }

  /** GENERATED ALWAYS AS (expression) STORED. */
  public void generatedAs(SqlNode expression) {
    if (identity != null || defaultValue != null || generatedAs != null) {
      throw conflict(
          "multiple generation clauses or defaults specified", expression.getParserPosition());
    }
    generatedAs = expression;
  }

  /** PRIMARY KEY. */
  public void primaryKey(@Nullable SqlIdentifier constraint, Deferral deferral) {
    constraints.add(new TableConstraint.PrimaryKey(constraint, List.of(name), deferral));
  }

  /** UNIQUE. */
  public void unique(@Nullable SqlIdentifier constraint, Deferral deferral) {
    constraints.add(new TableConstraint.Unique(constraint, List.of(name), deferral));
  }

  /** CHECK (condition). */
  public void check(@Nullable SqlIdentifier constraint, SqlNode condition, Deferral deferral) {
    constraints.add(new TableConstraint.Check(constraint, condition, deferral));
  }

  /** REFERENCES. */
  public void constraint(TableConstraint constraint) {
    constraints.add(constraint);
  }

  /** Returns the column. */
  public ColumnDefinition build() {
    return new ColumnDefinition(
        name, type, notNull, defaultValue, identity, generatedAs, constraints);
  }

  private KarstException conflict(String what, SqlParserPos pos) {
    return new KarstException(
            ErrorCode.SYNTAX_ERROR, what + " for column \"" + name.getSimple() + "\"")
        .withPosition(pos.getLineNum(), pos.getColumnNum());
  }
}
