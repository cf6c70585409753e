package io.karst.sql.query;

import io.karst.calcite.schema.Domains;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.DomainName;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * One condition of a domain, over a column.
 *
 * @param condition holds unless it is false
 * @param code of the error if it is false
 * @param message of that error
 */
public record DomainTest(SqlNode condition, ErrorCode code, String message) {
  /** What conditions of domains call their value. */
  public static final String VALUE = "value";

  /** All conditions of a domain in the order in which they are tested. */
  public static List<DomainTest> of(TableResolver tables, DomainName domain, String column) {
    List<DomainTest> tests = new ArrayList<>();
    if (!Domains.isNullable(tables, domain)) {
      tests.add(
          new DomainTest(
              isNotNull(column),
              ErrorCode.NOT_NULL_VIOLATION,
              "domain " + domain.name() + " does not allow null values"));
    }
    for (CheckDescriptor check : Domains.checks(tables, domain)) {
      tests.add(
          new DomainTest(
              condition(check, column),
              ErrorCode.CHECK_VIOLATION,
              "value for domain "
                  + domain.name()
                  + " violates check constraint \""
                  + check.name()
                  + "\""));
    }
    return tests;
  }

  /** That a column is not null. */
  public static SqlNode isNotNull(String column) {
    return SqlStdOperatorTable.IS_NOT_NULL.createCall(SqlParserPos.ZERO, identifier(column));
  }

  /** A condition of a domain over a column. */
  public static SqlNode condition(CheckDescriptor check, String column) {
    SqlNode condition = Parsing.expression(check.sql());
    SqlNode renamed =
        condition.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier id) {
                return id.isSimple() && id.getSimple().equals(VALUE) ? identifier(column) : id;
              }
            });
    return renamed == null ? condition : renamed;
  }

  private static SqlIdentifier identifier(String column) {
    return new SqlIdentifier(column, SqlParserPos.ZERO);
  }

  /** The error of a value that does not satisfy it. */
  public KarstException violated() {
    return new KarstException(code, message);
  }
}
