package io.karst.sql.query;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.NamedTypeSpec;
import io.karst.calcite.schema.Domains;
import io.karst.calcite.source.TableResolver;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.value.ColumnType;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a type in a definition stands for.
 *
 * @param type what values are stored as
 * @param domain whose conditions they satisfy, or null
 */
public record DeclaredType(ColumnType type, @Nullable DomainName domain) {

  /**
   * Looks a type up.
   *
   * @throws io.karst.storage.base.KarstException 42704 if there is no such type
   */
  public static DeclaredType of(StatementContext context, SqlDataTypeSpec spec) {
    if (!(spec.getTypeNameSpec() instanceof NamedTypeSpec named)) {
      return new DeclaredType(ColumnTypeSpec.of(spec), null);
    }
    TableResolver tables = new DatabaseTables(context.database());
    DomainName domain = Domains.resolve(tables, named, context.searchPath());
    return new DeclaredType(Domains.require(tables, domain).type(), domain);
  }

  /** As {@link #of}, and the domain stays what it is until the transaction ends. */
  public static DeclaredType held(StatementContext context, SqlDataTypeSpec spec) {
    DeclaredType declared = of(context, spec);
    DomainName domain = declared.domain();
    if (domain != null) {
      context.database().collection(domain.collection()).lockDefinitions();
    }
    return declared;
  }
}
