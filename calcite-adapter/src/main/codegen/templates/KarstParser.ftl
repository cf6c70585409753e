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
        return e;", "                offsetFetch[0], offsetFetch[1]);
        }
        return DistinctOn.resolve(e, null);")>

<#-- FETCH FIRST ROW ONLY: one row. -->
<#assign grammar = changed("<FETCH> ( <FIRST> | <NEXT> ) offsetFetch[1] = UnsignedNumericLiteralOrParam()",
    "<FETCH> ( <FIRST> | <NEXT> ) { offsetFetch[1] = LITERAL_ONE; }
    [ offsetFetch[1] = UnsignedNumericLiteralOrParam() ]")>

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
        tableRef = addLateral(tableRef, true)
    |
        [ <LATERAL> { lateral = true; } ]
        tableRef = TableFunctionCall()
")>

<#-- x -> y reads JSON also in an argument; there are no lambdas. -->
<#assign grammar = changed("        LOOKAHEAD((SimpleIdentifierOrList() | <LPAREN> <RPAREN>) <LAMBDA>)
        e = LambdaExpression()
    |
", "", 2)>

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
<#assign grammar = changed("    private SqlNode extend(SqlNode table, SqlNodeList extendList) {", "    private boolean isOperatorClass() {
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

    private boolean isRowName() {
        switch (getToken(1).kind) {
        case ROW:
            return getToken(2).kind != LPAREN;
        case ROWS:
        case RANGE:
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

<#-- Intervals without a qualifier, and casts to them. -->
<#assign grammar = changed("    p = SimpleStringLiteral()
    intervalQualifier = IntervalQualifier() {
        return SqlParserUtil.parseIntervalLiteral(s.end(intervalQualifier),
            sign, p, intervalQualifier);
    }
", "    p = SimpleStringLiteral()
    (
        intervalQualifier = IntervalQualifier() {
            return SqlParserUtil.parseIntervalLiteral(s.end(intervalQualifier),
                sign, p, intervalQualifier);
        }
    |
        { return IntervalText.parse(p, sign, s.end(this)); }
    )
")>
<#assign grammar = changed("        p = SimpleStringLiteral()
        intervalQualifier = IntervalQualifier() {
            return SqlParserUtil.parseIntervalLiteral(s.end(intervalQualifier),
                sign, p, intervalQualifier);
        }
    |", "        p = SimpleStringLiteral()
        (
            LOOKAHEAD(1)
            intervalQualifier = IntervalQualifier() {
                return SqlParserUtil.parseIntervalLiteral(s.end(intervalQualifier),
                    sign, p, intervalQualifier);
            }
        |
            { return IntervalText.parse(p, sign, s.end(this)); }
        )
    |")>
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
