package io.karst.calcite.validate;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.NamedTypeSpec;
import io.karst.calcite.parser.action.Casts;
import io.karst.calcite.schema.Domains;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.value.ColumnType;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Casts to domains: to the base type first, then the value is checked. */
public final class DomainCasts {
  private final TableResolver tables;
  private final List<String> searchPath;

  /** Resolves the names of domains along a search path. */
  public DomainCasts(TableResolver tables, List<String> searchPath) {
    this.tables = tables;
    this.searchPath = List.copyOf(searchPath);
  }

  /**
   * The domain that a cast names, or null if it names a type.
   *
   * @throws io.karst.storage.base.KarstException 42704 if it names neither
   */
  @Nullable DomainName domainOf(SqlCall cast) {
    return cast.operand(1) instanceof SqlDataTypeSpec spec
            && spec.getTypeNameSpec() instanceof NamedTypeSpec named
        ? Domains.resolve(tables, named, searchPath)
        : null;
  }

  /** The cast to the base type of its domain. */
  SqlCall toBase(SqlCall cast, DomainName domain) {
    SqlParserPos pos = cast.getParserPosition();
    ColumnType base = Domains.require(tables, domain).type();
    SqlDataTypeSpec spec = new SqlDataTypeSpec(new ColumnTypeSpec(base, false, pos), pos);
    return Casts.call(cast.getOperator(), pos, List.of(cast.operand(0), spec));
  }
}
