<#--
  Calcite's grammar template with the changes that its settings do not allow. Each change names the
  text it expects; if Calcite's template does not hold it exactly as often as said, the build stops.
-->
<#assign grammar = calciteGrammar>
<#function changed old new times=1>
  <#if grammar?split(old)?size != times + 1>
    <#stop "Calcite's grammar has changed: expected " + times + " x [" + old + "], found "
        + (grammar?split(old)?size - 1)>
  </#if>
  <#return grammar?replace(old, new)>
</#function>

<#-- Statements: our own list, in statements.ftl. -->
<#assign grammar = changed("return SqlStmtEof();", "return KarstStatementEof();")>
<#assign grammar = changed("return SqlStmtList();", "return KarstStatementList();")>

<#-- SELECT without FROM may have WHERE and the rest. -->
<#assign grammar = changed("        <FROM> fromClause = FromClause()\n",
    "        ( <FROM> fromClause = FromClause() | { fromClause = null; } )\n")>
<#assign grammar = changed("    |
        E() {
            fromClause = null;
            where = null;
            groupBy = null;
            having = null;
            windowDecls = null;
            qualify = null;
        }
", "")>

<#-- Set operations of queries in parentheses may end in ORDER BY and LIMIT wherever they stand. -->
<#assign grammar = changed("        ( AddSetOpQuery(list, exprContext) )*
        { return SqlParserUtil.toTree(list); }
    )
", "        ( AddSetOpQuery(list, exprContext) )*
        { e = SqlParserUtil.toTree(list); }
        e = OrderByLimitOpt(e)
        { return e; }
    )
")>

<#-- DISTINCT ON; no SELECT STREAM, so that stream is a name. -->
<#assign grammar = changed("    (
        <STREAM> {
            keywords.add(SqlSelectKeyword.STREAM.symbol(getPos()));
        }
    )?
    (
        keyword = AllOrDistinct() { keywords.add(keyword); }
    )?
", "    [
        LOOKAHEAD(2)
        distinctOn = KarstDistinctOn()
    |
        keyword = AllOrDistinct() { keywords.add(keyword); }
    ]
")>
<#assign grammar = changed("    final List<SqlNode> hints = new ArrayList<SqlNode>();
    final Span s;
}
{
    <SELECT>", "    final List<SqlNode> hints = new ArrayList<SqlNode>();
    final Span s;
    SqlNodeList distinctOn = null;
}
{
    <SELECT>")>
<#assign grammar = changed("        SqlByRewriter.rewrite(select, by);
        return select;", "        return distinctOn == null ? select : DistinctOn.mark(select, distinctOn);")>
<#assign grammar = changed("            return new SqlOrderBy(getPos(), e,", "            return new SqlOrderBy(getPos(), DistinctOn.resolve(e, orderBy),")>
<#assign grammar = changed("                offsetFetch[0], offsetFetch[1]);
        }
        return e;", "                offsetFetch[0], WithTies.checked(orderBy, offsetFetch[1]));
        }
        return DistinctOn.resolve(e, null);")>

<#-- Long conditions become balanced trees. -->
<#assign grammar = changed("list = Expression2(exprContext) { return SqlParserUtil.toTree(list); }",
    "list = Expression2(exprContext) { return ExpressionLists.toTree(list); }")>

<#-- Frames of GROUPS: rows with a mark in the order. -->
<#assign grammar = changed("            <RANGE> { isRows = SqlLiteral.createBoolean(false, getPos()); }
        )
        (
", "            <RANGE> { isRows = SqlLiteral.createBoolean(false, getPos()); }
        |
            <GROUPS> {
                isRows = SqlLiteral.createBoolean(true, getPos());
                order = FrameGroups.mark(orderList, id, getPos());
            }
        )
        (
")>
<#assign grammar = changed("    final SqlNodeList orderList;
    final SqlLiteral isRows;
    final SqlNode lowerBound, upperBound;
", "    final SqlNodeList orderList;
    SqlNodeList order = null;
    final SqlLiteral isRows;
    final SqlNode lowerBound, upperBound;
")>
<#assign grammar = changed("        return SqlWindow.create(null, id, partitionList, orderList,
            isRows,", "        return SqlWindow.create(null, id, partitionList, order == null ? orderList : order,
            isRows,")>

<#-- FETCH FIRST ROW ONLY: one row. -->
<#assign grammar = changed("<FETCH> ( <FIRST> | <NEXT> ) offsetFetch[1] = UnsignedNumericLiteralOrParam()",
    "<FETCH> ( <FIRST> | <NEXT> ) { offsetFetch[1] = LITERAL_ONE; }
    [
        offsetFetch[1] = UnsignedNumericLiteralOrParam()
        { offsetFetch[1] = Limits.constant(offsetFetch[1], true); }
    ]")>
<#assign grammar = changed("    ( <ROW> | <ROWS> ) <ONLY>
", "    ( <ROW> | <ROWS> )
    ( <ONLY> | <WITH> <TIES> { offsetFetch[1] = WithTies.of(offsetFetch[1]); } )
")>

<#-- WITH x AS MATERIALIZED (...): whether a query runs once. -->
<#assign grammar = changed("    <AS>
    definition = ParenthesizedExpression(ExprContext.ACCEPT_QUERY)
    { list.add(new SqlWithItem(id.getParserPosition(), id, columnList, definition, recursive)); }", "    <AS> { name = id; }
    [
        <NOT> <MATERIALIZED> { name = new CommonTableName(id, false); }
    |
        <MATERIALIZED> { name = new CommonTableName(id, true); }
    ]
    (
        LOOKAHEAD({ isChange() })
        definition = KarstChange() { changingItems++; }
    |
        definition = ParenthesizedExpression(ExprContext.ACCEPT_QUERY)
    )
    clauses = KarstRecursionClauses()
    { list.add(clauses.item(name, columnList, definition, recursive)); }")>
<#assign grammar = changed("    final SqlNodeList columnList;
    final SqlNode definition;
", "    final SqlNodeList columnList;
    final SqlNode definition;
    final RecursionClauses clauses;
    SqlIdentifier name;
")>

<#-- LIMIT and OFFSET of constant expressions; negative ones have errors of their own. -->
<#assign grammar = changed("    <OFFSET> { s.add(this); }
    offsetFetch[0] = UnsignedNumericLiteralOrParam()
", "    <OFFSET> { s.add(this); }
    offsetFetch[0] = KarstLimit(false)
")>
<#assign grammar = changed("        LOOKAHEAD(2)
        offsetFetch[0] = UnsignedNumericLiteralOrParam()
        <COMMA>
        (
            offsetFetch[1] = UnsignedNumericLiteralOrParam() {
                error = \"count\";
            }
        |
            <ALL> {
                error = \"ALL\";
            }
        ) {
            if (!this.conformance.isLimitStartCountAllowed()) {
                throw SqlUtil.newContextException(s.end(this),
                    RESOURCE.limitStartCountOrAllNotAllowed(error));
            }
        }
    |
        offsetFetch[1] = UnsignedNumericLiteralOrParam()
    |
        <ALL>
", "        offsetFetch[1] = KarstLimit(true)
    |
        <ALL>
")>
<#assign grammar = changed("void LimitClause(Span s, SqlNode[] offsetFetch) :
{
    final String error;
}", "void LimitClause(Span s, SqlNode[] offsetFetch) :
{
}")>

<#-- f(x ORDER BY y) for every aggregate; array_agg and string_agg are names like others. -->
<#assign grammar = changed("        LOOKAHEAD(2)
        call = StringAggFunctionCall()
    |
        LOOKAHEAD(1)
        call = PercentileFunctionCall()
    |
        call = NamedCall()
", "        LOOKAHEAD(1)
        call = PercentileFunctionCall()
    |
        call = NamedCall()
")>
<#assign grammar = changed("        e = PartitionedQueryOrQueryOrExpr(firstExprContext)
    )
    {
        if (name != null) {
            e = SqlStdOperatorTable.ARGUMENT_ASSIGNMENT", "        e = Expression(firstExprContext)
    )
    {
        if (name != null) {
            e = SqlStdOperatorTable.ARGUMENT_ASSIGNMENT")>
<#assign grammar = changed("    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <LPAREN>
    (
        qualifier = AllOrDistinct() { list.add(qualifier); }
", "    final List<SqlNode> list = new ArrayList<SqlNode>();
    final SqlNodeList orderBy;
}
{
    <LPAREN>
    (
        qualifier = AllOrDistinct() { list.add(qualifier); }
")>
<#assign grammar = changed("        AddArg(list, exprContext)
    )*
    <RPAREN>
    {
        return list;
    }", "        AddArg(list, exprContext)
    )*
    [
        orderBy = OrderBy(true) { list.add(orderBy); }
    ]
    <RPAREN>
    {
        return list;
    }")>
<#assign grammar = changed("            quantifier = (SqlLiteral) args.get(0);
            args.remove(0);
        }
    )
    {
        return createCall(qualifiedName, s.end(this), funcType, quantifier, args);", "            quantifier = (SqlLiteral) args.get(0);
            args.remove(0);
            if (args.get(args.size() - 1) instanceof SqlNodeList) {
                final SqlNode order = args.remove(args.size() - 1);
                return SqlStdOperatorTable.WITHIN_GROUP.createCall(s.end(this),
                    createCall(qualifiedName, s.end(this), funcType, quantifier, args), order);
            }
        }
    )
    {
        return createCall(qualifiedName, s.end(this), funcType, quantifier, args);")>

<#-- $1 in PREPARE. -->
<#assign grammar = changed("    <HOOK> {
        return new SqlDynamicParam(nDynamicParams++, getPos());
    }
", "    <HOOK> {
        return new SqlDynamicParam(nDynamicParams++, getPos());
    }
|
    <NUMBERED_PARAMETER> {
        return numberedParameters.add(nDynamicParams++, token.image, getPos());
    }
")>
<#assign grammar = changed("        e = DynamicParam()
    )
    { return e; }", "        e = DynamicParam() { numberedParameters.lastIsCount(); }
    )
    { return e; }")>

<#-- VALUE begins no query. -->
<#assign grammar = changed("        <VALUES> { s = span(); }
    |
        <VALUE>
        {
            s = span();
            if (!this.conformance.isValueAllowed()) {
                throw SqlUtil.newContextException(getPos(), RESOURCE.valueNotAllowed());
            }
        }
", "        <VALUES> { s = span(); }
")>

<#-- AS measure is an alias. -->
<#assign grammar = changed("            [ <MEASURE> {
                    e = SqlInternalOperators.MEASURE.createCall(
                        e.getParserPosition(), e);
                }
            ]
", "")>

<#-- FROM t FOR UPDATE is no snapshot. -->
<#assign grammar = changed("            [ tableRef = Snapshot(tableRef) ]", "            [ LOOKAHEAD(2) tableRef = Snapshot(tableRef) ]")>

<#-- FROM f(g(x)) calls a function (there is no EXTEND), also after LATERAL. -->
<#assign grammar = changed("            LOOKAHEAD(3)
            tableRef = ImplicitTableFunctionCallArgs(tableName)
", "            LOOKAHEAD({ getToken(1).kind == LPAREN })
            tableRef = ImplicitTableFunctionCallArgs(tableName)
            [ <WITH> <ORDINALITY> { tableRef = RowsFrom.numbered(tableRef, s.end(this)); } ]
")>
<#assign grammar = changed("        LOOKAHEAD(2)
        tableName = CompoundTableIdentifier() { s = span(); }
        (
", "        LOOKAHEAD({ isJsonTable() })
        [ <LATERAL> ]
        tableRef = KarstJsonTable()
    |
        LOOKAHEAD({ isRowsFrom() })
        [ <LATERAL> ]
        tableRef = KarstRowsFrom()
    |
        LOOKAHEAD(2)
        tableName = CompoundTableIdentifier() { s = span(); }
        (
")>
<#assign grammar = changed("        [
            <WITH> <ORDINALITY> {
                unnestOp = SqlStdOperatorTable.UNNEST_WITH_ORDINALITY;
            }
        ]
        {
            tableRef = unnestOp.createCall(s.end(this), (List<SqlNode>) args);
        }
", "        { tableRef = RowsFrom.unnest(unnestOp, args, s.end(this)); }
        [ <WITH> <ORDINALITY> { tableRef = RowsFrom.numbered(tableRef, s.end(this)); } ]
")>
<#assign grammar = changed("            [ tableRef = ExtendTable(tableRef) ]
            tableRef = Over(tableRef)
", "            tableRef = Over(tableRef)
")>
<#assign grammar = changed("    |
        [ <LATERAL> { lateral = true; } ]
        tableRef = TableFunctionCall()
", "    |
        LOOKAHEAD({ getToken(1).kind == LATERAL && getToken(2).kind != TABLE })
        <LATERAL>
        tableName = CompoundTableIdentifier()
        tableRef = ImplicitTableFunctionCallArgs(tableName)
        (
            <WITH> <ORDINALITY> { tableRef = RowsFrom.numbered(tableRef, getPos()); }
        |
            { tableRef = addLateral(tableRef, true); }
        )
    |
        [ <LATERAL> { lateral = true; } ]
        tableRef = TableFunctionCall()
")>

<#-- FROM f(x) AS alias (name type, ...): rows of functions that return records. -->
<#assign grammar = changed("        [ <AS> ] alias = SimpleIdentifier()
        (
            columnAliasList = ParenthesizedSimpleIdentifierList()
        |   { columnAliasList = null; }
        )
        {
            // Standard SQL (and Postgres)", "        [ <AS> ] alias = SimpleIdentifier()
        (
            LOOKAHEAD({ isColumnDefinitions() })
            tableRef = KarstColumnDefinitions(tableRef) { columnAliasList = null; }
        |
            columnAliasList = ParenthesizedSimpleIdentifierList()
        |   { columnAliasList = null; }
        )
        {
            // Standard SQL (and Postgres)")>

<#-- x -> y reads JSON also in an argument; there are no lambdas. -->
<#assign grammar = changed("        LOOKAHEAD((SimpleIdentifierOrList() | <LPAREN> <RPAREN>) <LAMBDA>)
        e = LambdaExpression()
    |
", "", 2)>

<#-- JSON_VALUE, JSON_QUERY and JSON_EXISTS with all of their clauses: json.ftl. -->
<#assign grammar = changed("        node = JsonExistsFunctionCall() { return node; }
    |
        node = JsonValueFunctionCall() { return node; }
    |
        node = JsonQueryFunctionCall() { return node; }
    |
        node = JsonObjectFunctionCall() { return node; }
    |
        node = JsonObjectAggFunctionCall() { return node; }
    |
        node = JsonArrayFunctionCall() { return node; }
    |
        node = JsonArrayAggFunctionCall() { return node; }
", "        node = KarstJsonExpression() { return node; }
    |
        node = KarstJsonConstructor() { return node; }
")>
<#assign grammar = changed("        call = PercentileFunctionCall()
    |
        call = NamedCall()
", "        call = PercentileFunctionCall()
    |
        LOOKAHEAD({ isJsonAggregate() })
        call = KarstJsonAggregate()
    |
        call = NamedCall()
")>
<#assign grammar = changed("        |   LOOKAHEAD(2) <JSON> <VALUE> { return SqlStdOperatorTable.IS_NOT_JSON_VALUE; }
        |   LOOKAHEAD(2) <JSON> <OBJECT> { return SqlStdOperatorTable.IS_NOT_JSON_OBJECT; }
        |   LOOKAHEAD(2) <JSON> <ARRAY> { return SqlStdOperatorTable.IS_NOT_JSON_ARRAY; }
        |   LOOKAHEAD(2) <JSON> <SCALAR> { return SqlStdOperatorTable.IS_NOT_JSON_SCALAR; }
        |   <JSON> { return SqlStdOperatorTable.IS_NOT_JSON_VALUE; }
", "        |   op = KarstIsJson(true) { return op; }
")>
<#assign grammar = changed("        |   LOOKAHEAD(2) <JSON> <VALUE> { return SqlStdOperatorTable.IS_JSON_VALUE; }
        |   LOOKAHEAD(2) <JSON> <OBJECT> { return SqlStdOperatorTable.IS_JSON_OBJECT; }
        |   LOOKAHEAD(2) <JSON> <ARRAY> { return SqlStdOperatorTable.IS_JSON_ARRAY; }
        |   LOOKAHEAD(2) <JSON> <SCALAR> { return SqlStdOperatorTable.IS_JSON_SCALAR; }
        |   <JSON> { return SqlStdOperatorTable.IS_JSON_VALUE; }
", "        |   op = KarstIsJson(false) { return op; }
")>
<#assign grammar = changed("SqlPostfixOperator PostfixRowOperator() :
{}
", "SqlPostfixOperator PostfixRowOperator() :
{
    final SqlPostfixOperator op;
}
")>

<#-- Slices of arrays, a[2:3]. -->
<#assign grammar = changed("                | { itemOp = SqlStdOperatorTable.ITEM; } e = Expression(ExprContext.ACCEPT_SUB_QUERY)
", "                | e = KarstSubscript() { itemOp = e instanceof SqlNodeList ? FunctionOperators.SLICE : SqlStdOperatorTable.ITEM; }
")>

<#-- NEXT VALUE FOR although next is a name; period is a name. -->
<#assign grammar = changed("    (
        LOOKAHEAD(2)
        e = LiteralOrIntervalExpression()
    |", "    (
        LOOKAHEAD(3)
        e = SequenceExpression()
    |
        LOOKAHEAD(2)
        e = LiteralOrIntervalExpression()
    |")>
<#assign grammar = changed("        e = CaseExpression()
    |
        e = SequenceExpression()
", "        e = CaseExpression()
    |
        e = KarstUnnest()
")>
<#assign grammar = changed("        e = PeriodConstructor()
", "        LOOKAHEAD(2)
        e = PeriodConstructor()
")>

<#-- row, rows and range are names where nothing follows that they could belong to. -->
<#assign grammar = changed("        id = NonReservedKeyWord() {
            pos = getPos();
        }
    )", "        id = NonReservedKeyWord() {
            pos = getPos();
        }
    |
        LOOKAHEAD({ isRowName() }) ( <ROW> | <ROWS> | <RANGE> ) {
            id = unquotedIdentifier();
            pos = getPos();
        }
    )")>
<#assign grammar = changed("    private SqlNode extend(SqlNode table, SqlNodeList extendList) {", "    private final NumberedParameters numberedParameters = new NumberedParameters();

    /** Items of WITH that change rows and that no statement has taken yet. */
    private int changingItems;

    private boolean isChange() {
        switch (getToken(2).kind) {
        case INSERT:
        case UPDATE:
        case DELETE:
        case MERGE:
            return getToken(1).kind == LPAREN;
        default:
            return false;
        }
    }

    private boolean isOperatorClass() {
        final int kind = getToken(1).kind;
        return kind != ASC && kind != DESC && kind != NULLS && kind != RPAREN && kind != COMMA;
    }

    private boolean isSettingScope() {
        final int kind = getToken(1).kind;
        final int next = getToken(2).kind;
        return (kind == SESSION || kind == LOCAL) && next != EQ && next != TO && next != DOT;
    }

    private boolean isExplainOption() {
        if (getToken(1).kind != LPAREN) {
            return false;
        }
        switch (getToken(2).kind) {
        case SELECT:
        case WITH:
        case VALUES:
        case TABLE:
        case LPAREN:
            return false;
        default:
            return true;
        }
    }

    /** A name and, instead of a comma, its type. */
    private boolean isColumnDefinitions() {
        return getToken(1).kind == LPAREN && getToken(3).kind != COMMA && getToken(3).kind != RPAREN;
    }

    /** A type named by one word that is no keyword of its own, and text behind it. */
    private boolean isTypedText() {
        if (getToken(2).kind != QUOTED_STRING) {
            return isPreciseTime();
        }
        switch (getToken(1).image.toLowerCase(java.util.Locale.ROOT)) {
        case \"json\":
        case \"jsonb\":
        case \"bool\":
        case \"int2\":
        case \"int4\":
        case \"int8\":
        case \"float4\":
        case \"float8\":
        case \"numeric\":
        case \"text\":
        case \"bytea\":
        case \"integer\":
        case \"bigint\":
        case \"boolean\":
        case \"varchar\":
        case \"smallint\":
        case \"decimal\":
        case \"real\":
            return true;
        default:
            return false;
        }
    }

    /** Whether the next tokens are {@code timestamp(3) '...'} or {@code time without time zone}. */
    private boolean isPreciseTime() {
        final int kind = getToken(1).kind;
        if (kind != TIME && kind != TIMESTAMP) {
            return false;
        }
        final boolean digits = getToken(2).kind == LPAREN && getToken(4).kind == RPAREN;
        final int at = digits ? 5 : 2;
        final int next = getToken(at).kind;
        return (digits && next == QUOTED_STRING)
            || ((next == WITHOUT || (digits && next == WITH))
                && getToken(at + 3).kind == QUOTED_STRING);
    }

    /** Whether AS and a word come next: after AS every word is a label. */
    private boolean isWordLabel() {
        return getToken(1).kind == AS && getToken(2).image.matches(\"[A-Za-z_][A-Za-z0-9_]*\");
    }

    /** Whether the next token follows without a blank. */
    private boolean isAdjacent(int kind) {
        final Token next = getToken(1);
        return next.kind == kind
            && next.beginLine == getToken(0).endLine
            && next.beginColumn == getToken(0).endColumn + 1;
    }

    private boolean isJsonTable() {
        final int first = getToken(1).kind == LATERAL ? 2 : 1;
        return getToken(first).kind == JSON_TABLE && getToken(first + 1).kind == LPAREN;
    }

    private boolean isJsonAggregate() {
        return (getToken(1).kind == JSON_OBJECTAGG || getToken(1).kind == JSON_ARRAYAGG) && getToken(2).kind == LPAREN;
    }

    /** An item of JSON_OBJECT or JSON_ARRAY, and none of the clauses behind them. */
    private boolean isJsonItem() {
        switch (getToken(1).kind) {
        case RPAREN:
        case RETURNING:
            return false;
        case NULL:
        case ABSENT:
            return getToken(2).kind != ON;
        case WITH:
        case WITHOUT:
            return getToken(2).kind != UNIQUE;
        default:
            return true;
        }
    }

    private boolean isQueryStart() {
        switch (getToken(1).kind) {
        case SELECT:
        case VALUES:
            return true;
        case WITH:
            return getToken(2).kind != UNIQUE;
        default:
            return false;
        }
    }

    private boolean isNestedPath() {
        return getToken(1).kind == NESTED && (getToken(2).kind == PATH || getToken(2).kind == QUOTED_STRING);
    }

    private boolean isRowsFrom() {
        final int first = getToken(1).kind == LATERAL ? 2 : 1;
        return getToken(first).kind == ROWS && getToken(first + 1).kind == FROM;
    }

    private boolean isRowName() {
        switch (getToken(1).kind) {
        case ROW:
            return getToken(2).kind != LPAREN;
        case ROWS:
        case RANGE:
        case GROUPS:
            switch (getToken(2).kind) {
            case LPAREN:
            case BETWEEN:
            case UNBOUNDED:
            case CURRENT:
            case INTERVAL:
            case HOOK:
            case UNSIGNED_INTEGER_LITERAL:
            case DECIMAL_NUMERIC_LITERAL:
                return false;
            default:
                return true;
            }
        default:
            return false;
        }
    }

    private SqlNode extend(SqlNode table, SqlNodeList extendList) {")>

<#-- date_trunc may name a zone, extract a field in quotes. -->
<#assign grammar = changed("        AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    )
    <RPAREN> {
        return SqlLibraryOperators.DATE_TRUNC.createCall(s.end(this), args);", "        AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
    )
    [ <COMMA> AddExpression(args, ExprContext.ACCEPT_SUB_QUERY) ]
    <RPAREN> {
        return SqlLibraryOperators.DATE_TRUNC.createCall(s.end(this), args);")>
<#assign grammar = changed("        <EXTRACT> { s = span(); }
        <LPAREN> unit = TimeUnitOrName() {
            args.add(unit);
        }
", "        <EXTRACT> { s = span(); }
        <LPAREN> ( unit = TimeUnitOrName() | unit = KarstQuotedField() ) {
            args.add(unit);
        }
")>

<#-- Intervals with and without fields, and casts to them. -->
<#assign grammar = changed("    |
        e = IntervalLiteral()
    )
", "    |
        e = KarstIntervalLiteral()
    )
")>
<#assign grammar = changed("        e = IntervalLiteralOrExpression()", "        e = KarstIntervalLiteral()")>
<#assign grammar = changed("        [ <FORMAT> format = StringLiteral() { args.add(format); } ]
        <RPAREN> {
            return f.createCall(s.end(this), args);", "        [ <FORMAT> format = StringLiteral() { args.add(format); } ]
        <RPAREN> {
            return Casts.call(f, s.end(this), args);")>

<#-- Array types in PostgreSQL's way. -->
<#assign grammar = changed("        <ARRAY> { collectionTypeName = SqlTypeName.ARRAY; }
    )
    {
        return", "        <ARRAY> [ LOOKAHEAD(3) <LBRACKET> <UNSIGNED_INTEGER_LITERAL> <RBRACKET> ] {
            return TypeNames.array(elementTypeName, getPos());
        }
    |
        <LBRACKET> [ <UNSIGNED_INTEGER_LITERAL> ] <RBRACKET> {
            return TypeNames.array(elementTypeName, getPos());
        }
    )
    {
        return")>

<#-- All strings are of one character set. -->
<#assign grammar = changed("return SqlLiteral.createCharString(p, \"UTF16\", getPos());", "return SqlLiteral.createCharString(p, getPos());")>
<#assign grammar = changed("            charSet = \"UTF16\";\n", "")>
<#assign grammar = changed("        { charSet = SqlParserUtil.getCharacterSet(token.image); }
    |   <QUOTED_STRING>", "        { charSet = null; }
    |   <QUOTED_STRING>")>

<#-- timestamp with time zone '...' is a cast, as timestamptz '...' is. -->
<#assign grammar = changed("    LOOKAHEAD(2)
    <TIMESTAMP> { s = span(); } <WITH> ( <LOCAL> { local = true; } )? <TIME> <ZONE> p = SimpleStringLiteral() {
        return SqlLiteral.createUnknown(\"TIMESTAMP WITH \" + (local ? \"LOCAL \" : \"\") + \"TIME ZONE\", p, s.end(this));
    }
", "    LOOKAHEAD(2)
    <TIMESTAMP> { s = span(); } <WITH> ( <LOCAL> { local = true; } )? <TIME> <ZONE> p = SimpleStringLiteral() {
        return Casts.typed(ColumnType.TIMESTAMPTZ, p, s.end(this));
    }
")>
<#assign grammar = changed("SqlLiteral DateTimeLiteral() :", "SqlNode DateTimeLiteral() :")>
<#assign grammar = changed("    |
        e = DateTimeLiteral()
", "    |
        LOOKAHEAD({ isPreciseTime() })
        e = KarstLiteral()
    |
        e = DateTimeLiteral()
")>

<#-- Reserved words are labels after AS. -->
<#assign grammar = changed("    e = SelectExpression()
    (
        [ <AS>
        ]
        (", "    e = SelectExpression()
    (
        LOOKAHEAD({ isWordLabel() })
        <AS> id = KarstWordLabel()
        { list.add(SqlStdOperatorTable.AS.createCall(span().end(e), e, id)); }
    |
        [ <AS>
        ]
        (")>

<#-- current_schema() with parentheses, as PostgreSQL's tools write it; substring(x for 3). -->
<#assign grammar = changed("    |   <CURRENT_DATE>
    |   <CURRENT_TIME>
    |   <CURRENT_TIMESTAMP>
    |   <DENSE_RANK>", "    |   <CURRENT_CATALOG>
    |   <CURRENT_DATE>
    |   <CURRENT_SCHEMA>
    |   <CURRENT_TIME>
    |   <CURRENT_TIMESTAMP>
    |   <DENSE_RANK>")>
<#assign grammar = changed("        ( <FROM> | <COMMA>)
        AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
        [
            (<FOR> | <COMMA>)
            AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
        ]
", "        (
            ( <FROM> | <COMMA>)
            AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
            [
                (<FOR> | <COMMA>)
                AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
            ]
        |
            <FOR> { args.add(LITERAL_ONE); }
            AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
        )
")>

<#-- PostgreSQL gives || and the operators of bits one precedence, below + and -. -->
<#assign grammar = changed("|   <CONCAT> { return SqlStdOperatorTable.CONCAT; }", "|   <CONCAT> { return KarstOperators.CONCAT_INFIX; }")>
<#assign grammar = changed("|   <AMPERSAND> { return SqlStdOperatorTable.BITAND_OPERATOR; }", "|   <AMPERSAND> { return FunctionOperators.BIT_AND; }")>
<#assign grammar = changed("|   <LEFTSHIFT> { return SqlStdOperatorTable.BIT_LEFT_SHIFT; }", "|   <LEFTSHIFT> { return FunctionOperators.SHIFT_LEFT; }")>
<#assign grammar = changed("    <PLUS> { return SqlStdOperatorTable.UNARY_PLUS; }
", "    <PLUS> { return SqlStdOperatorTable.UNARY_PLUS; }
|   <TILDE> { return FunctionOperators.BIT_NOT; }
|   <SQUARE_ROOT> { return FunctionOperators.SQUARE_ROOT; }
|   <CUBE_ROOT> { return FunctionOperators.CUBE_ROOT; }
|   <AT_SIGN> { return FunctionOperators.ABSOLUTE; }
")>

<#-- (t).* is t.*. -->
<#assign grammar = changed("        return SqlIdentifier.star(getPos());
    }
|
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) {
        return e;
    }
", "        return SqlIdentifier.star(getPos());
    }
|
    e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    [ <DOT> <STAR> { e = ExpressionLists.allFields(e, getPos()); } ]
    { return e; }
")>

<#-- ^ is power. -->
<#assign grammar = changed("|   <CARET> { return SqlStdOperatorTable.BITXOR_OPERATOR; }", "|   <CARET> { return KarstOperators.POWER_INFIX; }")>

<#-- // begins no comment; a$b is a name and never a collation. -->
<#assign grammar = changed("(\"//\"|\"--\")", "(\"--\")")>
<#assign grammar = changed("    (<LETTER>|<DIGIT>)+ (<LETTER>|<DIGIT>|\":\"|\".\"|\"-\"|\"_\")*
    \"$\"
    (<LETTER>|\"_\")+
    (\"$\" (<LETTER>|<DIGIT>|\"_\")+)?
", "    \"\\u0007collation\"
")>

<#-- The template knows no keywords to remove. -->
<#assign grammar = changed("(parser.nonReservedKeywords!default.parser.nonReservedKeywords) + (parser.nonReservedKeywordsToAdd!default.parser.nonReservedKeywordsToAdd) as keyword>",
    "kept(parser.nonReservedKeywords!default.parser.nonReservedKeywords) + (parser.nonReservedKeywordsToAdd!default.parser.nonReservedKeywordsToAdd) as keyword>", 3)>
<#function kept keywords>
  <#local left = []>
  <#list keywords as keyword>
    <#if !parser.nonReservedKeywordsToRemove?seq_contains(keyword)>
      <#local left = left + [keyword]>
    </#if>
  </#list>
  <#return left>
</#function>

<@grammar?interpret />
