package io.karst.calcite.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/** Resolves names along the search path; names are compared exactly, the parser has folded them. */
public final class KarstCatalogReader extends CalciteCatalogReader {
  private static final CalciteConnectionConfigImpl CONFIG = config();

  private final CalciteSchema root;

  private KarstCatalogReader(
      CalciteSchema root, List<List<String>> paths, RelDataTypeFactory typeFactory) {
    super(root, SqlNameMatchers.withCaseSensitive(true), paths, typeFactory, CONFIG);
    this.root = root;
  }

  private static CalciteConnectionConfigImpl config() {
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "true");
    return new CalciteConnectionConfigImpl(properties);
  }

  /**
   * Creates a reader.
   *
   * @param searchPath schemas in which unqualified tables are looked up, in order
   */
  public static KarstCatalogReader of(
      Schema root, List<String> searchPath, RelDataTypeFactory typeFactory) {
    List<List<String>> paths = new ArrayList<>();
    for (String schema : searchPath) {
      paths.add(List.of(schema));
    }
    paths.add(List.of());
    return new KarstCatalogReader(
        CalciteSchema.createRootSchema(false, false, "", root), paths, typeFactory);
  }

  @Override
  public KarstCatalogReader withSchemaPath(List<String> schemaPath) {
    return new KarstCatalogReader(root, List.of(schemaPath, List.of()), typeFactory);
  }

  /** Schemas have no functions; all are in the operator table. */
  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier opName,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> operatorList,
      SqlNameMatcher nameMatcher) {}
}
