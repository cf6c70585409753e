package io.karst.calcite.parser;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** What the grammar lets pass: as much as possible, except what means something else elsewhere. */
final class ParserConformance extends SqlDelegatingConformance {
  static final ParserConformance INSTANCE = new ParserConformance();

  private ParserConformance() {
    super(SqlConformanceEnum.LENIENT);
  }

  /** A dot in a quoted name is part of the name. */
  @Override
  public boolean splitQuotedTableName() {
    return false;
  }

  /** {@code select 'a' 'b'} is an error and no alias. */
  @Override
  public boolean allowCharLiteralAlias() {
    return false;
  }

  /** {@code x:y} is an error. */
  @Override
  public boolean isColonFieldAccessAllowed() {
    return false;
  }

  /** {@code LIMIT 5, 10} is MySQL's. */
  @Override
  public boolean isLimitStartCountAllowed() {
    return false;
  }

  @Override
  public boolean allowGeometry() {
    return false;
  }
}
