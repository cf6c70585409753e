package io.karst.calcite.plan;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.schema.RootSchema;
import io.karst.calcite.source.BatchTable;
import io.karst.calcite.source.TableResolver;
import io.karst.calcite.type.CalciteDefaults;
import io.karst.calcite.type.KarstTypeFactory;
import io.karst.calcite.type.TypeMapping;
import io.karst.calcite.validate.DomainCasts;
import io.karst.calcite.validate.KarstCatalogReader;
import io.karst.calcite.validate.KarstValidator;
import io.karst.calcite.validate.OuterColumns;
import io.karst.calcite.validate.StatementRewriter;
import io.karst.calcite.validate.ValidationErrors;
import io.karst.sql.ParameterInfo;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Plans queries through Calcite: validation, conversion, rewriting, pushdown, code. Thread-safe.
 *
 * <p>Own wiring on purpose: Calcite's ready-made planners register a hundred rules per statement.
 */
public final class QueryPlanner {
  private static final int MAX_VIEW_DEPTH = 50;

  /** Conditions in a row from which on they are not simplified. */
  private static final int MANY_CONDITIONS = 60;

  static {
    CalciteDefaults.install();
  }

  private final TableResolver tables;
  private final Function<String, SqlNode> parser;
  private final KarstTypeFactory typeFactory = new KarstTypeFactory();

  /**
   * Creates a planner.
   *
   * @param tables resolves names
   * @param parser reads the text of views
   */
  public QueryPlanner(TableResolver tables, Function<String, SqlNode> parser) {
    this.tables = tables;
    this.parser = parser;
  }

  /**
   * Plans a query.
   *
   * @throws KarstException 42xxx with the position for what does not fit, 0A000, 57014
   * @throws NoKeyPlan if literals were hoisted and the query is no key plan
   */
  public QueryPlan plan(PlanRequest request) {
    try {
      return new Planning(request).run();
    } catch (NoKeyPlan e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      throw ValidationErrors.translate(e);
    }
  }

  /** Names and types of a query's columns without planning it, e.g. for CREATE VIEW. */
  public PlanDescription describe(PlanRequest request) {
    try {
      Planning planning = new Planning(request);
      ValidatedQuery query =
          planning.validate(request.query(), request.searchPath(), request.batch());
      RelDataType rowType = query.validator().getValidatedNodeType(query.node());
      return new PlanDescription(
          OutputColumns.of(request.query(), query, rowType, planning.columnTypes()).columns(),
          planning.parameters(query));
    } catch (RuntimeException | StackOverflowError e) {
      throw ValidationErrors.translate(e);
    }
  }

  /** One run; single-threaded. */
  private final class Planning implements RelOptTable.ViewExpander {
    private final PlanRequest request;
    private final PhysicalPlanner physical;
    private final Map<ViewDescriptor, Map<String, ColumnType>> viewColumns = new HashMap<>();
    private int viewDepth;

    Planning(PlanRequest request) {
      this.request = request;
      this.physical = new PhysicalPlanner(typeFactory, request.cancelled(), request.options());
    }

    QueryPlan run() {
      try {
        physical.begin();
        // Validation puts casts around literals: which are operands is seen before.
        Set<HoistedLiterals.Position> hoistable =
            request.hoisted().positions().isEmpty()
                ? Set.of()
                : HoistablePositions.of(request.query());
        ValidatedQuery query = validate(request.query(), request.searchPath(), request.batch());
        List<ParameterInfo> parameters = new ArrayList<>(parameters(query));
        Converter converter = converter(query, request.hoisted(), hoistable);
        RelRoot root = converter.convertQuery(query.node(), false, true);
        RelDataType rowType = query.validator().getValidatedNodeType(query.node());
        PlanOutput output = OutputColumns.of(request.query(), query, rowType, columnTypes());
        RelNode rel = RowTexts.shown(withoutBlanks(root.project(), parameters));
        addHoisted(converter.hoisted(), rel, parameters);
        return physical.plan(rel, output, parameters, converter, request.whole());
      } finally {
        physical.end();
      }
    }

    /**
     * Constants and parameters that are compared with CHAR columns lose the blanks at their end.
     */
    private static RelNode withoutBlanks(RelNode converted, List<ParameterInfo> parameters) {
      CharacterComparisons comparisons = new CharacterComparisons();
      RelNode rel = converted.accept(comparisons);
      for (int parameter : comparisons.parameters()) {
        if (parameter < parameters.size()
            && ColumnType.TEXT.equals(parameters.get(parameter).type())) {
          boolean nullable = parameters.get(parameter).nullable();
          parameters.set(parameter, new ParameterInfo(CharacterComparisons.PARAMETER, nullable));
        }
      }
      return rel;
    }

    private void addHoisted(boolean[] hoisted, RelNode rel, List<ParameterInfo> parameters) {
      if (hoisted.length == 0) {
        return;
      }
      int first = request.hoisted().firstParameter();
      while (parameters.size() < first) {
        parameters.add(new ParameterInfo(null, true));
      }
      RelDataType[] types = ParameterCollector.types(rel, first + hoisted.length);
      for (int i = 0; i < hoisted.length; i++) {
        RelDataType type = types[first + i];
        parameters.add(new ParameterInfo(type == null ? null : hoistedType(type), false));
      }
    }

    /** Texts of any length share a plan. */
    private static ColumnType hoistedType(RelDataType type) {
      return SqlTypeName.CHAR_TYPES.contains(type.getSqlTypeName())
          ? ColumnType.TEXT
          : TypeMapping.fromRel(type);
    }

    /** By number: a rewritten query may mention a parameter twice. */
    List<ParameterInfo> parameters(ValidatedQuery query) {
      List<ParameterInfo> parameters = new ArrayList<>();
      SqlBasicVisitor<@Nullable Void> visitor =
          new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlDynamicParam parameter) {
              while (parameters.size() <= parameter.getIndex()) {
                parameters.add(new ParameterInfo(null, true));
              }
              RelDataType type = query.validator().parameterType(parameter.getIndex());
              type = type == null ? query.validator().getValidatedNodeTypeIfKnown(parameter) : type;
              if (type != null && parameters.get(parameter.getIndex()).type() == null) {
                parameters.set(
                    parameter.getIndex(), new ParameterInfo(TypeMapping.fromRel(type), true));
              }
              return null;
            }
          };
      query.node().accept(visitor);
      return parameters;
    }

    ValidatedQuery validate(SqlNode node, List<String> searchPath, @Nullable BatchTable batch) {
      StatementRewriter rewriter = new StatementRewriter(new DomainCasts(tables, searchPath));
      SqlNode rewritten = requireNonNull(rewriter.rewrite(node), "rewritten query");
      rewritten = requireNonNull(OuterColumns.rewrite(rewritten), "rewritten query");
      if (rewriter.longestCondition() >= MANY_CONDITIONS) {
        physical.planPlainly();
      }
      RootSchema root = new RootSchema(tables, rewriter.mentioned(), batch, this::viewType);
      List<String> path = new ArrayList<>();
      if (batch != null) {
        path.add(RootSchema.BATCH_SCHEMA);
      }
      path.addAll(searchPath);
      path.add("information_schema");
      path.add("karst");
      KarstCatalogReader reader = KarstCatalogReader.of(root, path, typeFactory);
      KarstValidator validator = new KarstValidator(reader, typeFactory);
      return new ValidatedQuery(validator.validate(rewritten), validator, reader);
    }

    private Converter converter(
        ValidatedQuery query, HoistedLiterals literals, Set<HoistedLiterals.Position> allowed) {
      return new Converter(
          this,
          query,
          physical.cluster(),
          physical.builders(),
          physical::nextShared,
          literals,
          allowed);
    }

    private ValidatedQuery view(String sql, String searchSchema) {
      if (++viewDepth > MAX_VIEW_DEPTH) {
        throw new KarstException(ErrorCode.LIMIT_EXCEEDED, "views are nested too deeply");
      }
      try {
        return validate(parser.apply(sql), List.of(searchSchema, "public"), null);
      } finally {
        viewDepth--;
      }
    }

    private RelDataType viewType(ViewDescriptor view) {
      ValidatedQuery query = view(view.sql(), view.searchSchema());
      RelDataType type = query.validator().getValidatedNodeType(query.node());
      RelDataType renamed = ViewColumns.rename(typeFactory, type, view.columns());
      ColumnType[] types = OutputColumns.of(query.node(), query, type, columnTypes()).types();
      Map<String, ColumnType> columns = new HashMap<>();
      for (int i = 0; i < types.length; i++) {
        columns.put(renamed.getFieldNames().get(i), types[i]);
      }
      viewColumns.put(view, columns);
      return renamed;
    }

    private DeclaredTypes columnTypes() {
      return new DeclaredTypes(tables, viewColumns);
    }

    @Override
    public RelRoot expandView(
        RelDataType rowType,
        String queryString,
        List<String> schemaPath,
        @Nullable List<String> viewPath) {
      if (++viewDepth > MAX_VIEW_DEPTH) {
        throw new KarstException(ErrorCode.LIMIT_EXCEEDED, "views are nested too deeply");
      }
      try {
        ValidatedQuery query = view(queryString, schemaPath.get(0));
        RelRoot root =
            converter(query, HoistedLiterals.NONE, Set.of())
                .convertQuery(query.node(), false, true);
        RelOptCluster cluster = physical.cluster();
        RelNode named =
            RelFactories.LOGICAL_BUILDER
                .create(cluster, null)
                .push(root.project())
                .rename(rowType.getFieldNames())
                .build();
        return RelRoot.of(named, org.apache.calcite.sql.SqlKind.SELECT);
      } finally {
        viewDepth--;
      }
    }
  }
}
