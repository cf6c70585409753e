<#-- Operators, literals and type names of PostgreSQL. Called from Calcite's Expression2, Literal and TypeName. -->

/** {@code expression::type}. */
void KarstCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
        s.clear().add(this);
    }
    type = DataType() {
        list.add(new SqlParserUtil.ToTreeListItem(KarstOperators.CAST_INFIX, s.pos()));
        list.add(type);
    }
}

/** {@code expression AT TIME ZONE zone}. */
void KarstTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <AT> {
        checkNonQueryExpression(exprContext);
        s.clear().add(this);
    }
    <TIME> <ZONE> {
        list.add(new SqlParserUtil.ToTreeListItem(KarstOperators.AT_TIME_ZONE, s.end(this)));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** Distances of vectors and access to JSON. */
void KarstInfix(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlBinaryOperator operator;
}
{
    (
        <VECTOR_L2> { operator = KarstOperators.L2_DISTANCE; }
    |
        <VECTOR_COSINE> { operator = KarstOperators.COSINE_DISTANCE; }
    |
        <VECTOR_PRODUCT> { operator = KarstOperators.NEGATIVE_INNER_PRODUCT; }
    |
        <VECTOR_L1> { operator = KarstOperators.L1_DISTANCE; }
    |
        <LAMBDA> { operator = KarstOperators.JSON_GET; }
    |
        <JSON_TEXT_ARROW> { operator = KarstOperators.JSON_GET_TEXT; }
    |
        <JSON_PATH> { operator = FunctionOperators.JSON_PATH; }
    |
        <JSON_PATH_TEXT> { operator = FunctionOperators.JSON_PATH_TEXT; }
    |
        <RIGHTSHIFT> { operator = FunctionOperators.SHIFT_RIGHT; }
    |
        <VERTICAL_BAR> { operator = FunctionOperators.BIT_OR; }
    |
        <HASH> { operator = FunctionOperators.BIT_XOR; }
    |
        <HOLDS> { operator = FunctionOperators.HOLDS; }
    |
        <HELD_BY> { operator = FunctionOperators.HELD_BY; }
    |
        <MEETS> { operator = FunctionOperators.MEETS; }
    |
        <JSON_DELETE_PATH> { operator = FunctionOperators.JSON_DELETE_PATH; }
    |
        <JSON_PATH_EXISTS> { operator = FunctionOperators.JSON_PATH_EXISTS; }
    |
        <JSON_PATH_MATCH> { operator = FunctionOperators.JSON_PATH_MATCH; }
    |
        operator = KarstQuestionMark()
    ) {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(operator, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** {@code ? ?| ?&}; behind an operand no parameter can stand. Doubled as other drivers want it. */
SqlBinaryOperator KarstQuestionMark() :
{
}
{
    <HOOK>
    [ LOOKAHEAD({ isAdjacent(HOOK) }) <HOOK> ]
    [
        LOOKAHEAD({ isAdjacent(VERTICAL_BAR) })
        <VERTICAL_BAR> { return FunctionOperators.JSON_EXISTS_ANY; }
    |
        LOOKAHEAD({ isAdjacent(AMPERSAND) })
        <AMPERSAND> { return FunctionOperators.JSON_EXISTS_ALL; }
    ]
    { return FunctionOperators.JSON_EXISTS; }
}

/** What stands between brackets: a number, or the ends of a slice as a list. */
SqlNode KarstSubscript() :
{
    SqlNode first;
    SqlNode last = null;
    boolean slice = false;
}
{
    (
        LOOKAHEAD({ getToken(1).kind == COLON })
        { first = null; }
    |
        first = Expression(ExprContext.ACCEPT_SUB_QUERY)
    )
    [
        <COLON> { slice = true; }
        [ last = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    ]
    { return slice ? ExpressionLists.slice(first, last, getPos()) : first; }
}

/** The columns of a function that returns records. */
SqlNode KarstColumnDefinitions(SqlNode table) :
{
    final Span s;
    final List<SqlNode> names = new ArrayList<SqlNode>();
    final List<SqlNode> types = new ArrayList<SqlNode>();
}
{
    <LPAREN> { s = span(); }
    KarstNamedType(names, types)
    ( <COMMA> KarstNamedType(names, types) )*
    <RPAREN> { return RecordRows.of(table, names, types, s.end(this)); }
}

void KarstNamedType(List<SqlNode> names, List<SqlNode> types) :
{
    final SqlNode name;
    final SqlNode type;
}
{
    name = SimpleIdentifier() { names.add(name); }
    type = DataType() { types.add(type); }
}

/** The number behind LIMIT or OFFSET: a constant expression; null = none. */
SqlNode KarstLimit(boolean isLimit) :
{
    final SqlNode e;
}
{
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) { return Limits.constant(e, isLimit); }
}

/** {@code unnest(array)} where a value is wanted. */
SqlNode KarstUnnest() :
{
    final Span s;
    final SqlNode array;
}
{
    <UNNEST> { s = span(); } <LPAREN>
    array = Expression(ExprContext.ACCEPT_SUB_QUERY)
    <RPAREN>
    { return RowsFrom.unnest(array, s.end(this)); }
}

/** {@code ROWS FROM (f(x), g(y)) [ WITH ORDINALITY ]}. */
SqlNode KarstRowsFrom() :
{
    final Span s;
    final List<SqlNode> calls = new ArrayList<SqlNode>();
    SqlNode rows;
}
{
    <ROWS> { s = span(); } <FROM> <LPAREN>
    KarstRowsFromCall(calls)
    ( <COMMA> KarstRowsFromCall(calls) )*
    <RPAREN> { rows = RowsFrom.of(calls, s.end(this)); }
    [ <WITH> <ORDINALITY> { rows = RowsFrom.numbered(rows, s.end(this)); } ]
    { return rows; }
}

void KarstRowsFromCall(List<SqlNode> calls) :
{
    final SqlIdentifier name;
    final SqlNode call;
}
{
    call = KarstUnnest() { calls.add(call); }
|
    name = CompoundTableIdentifier()
    call = ImplicitTableFunctionCallArgs(name) { calls.add(call); }
}

/** {@code DISTINCT ON (expressions)}. */
SqlNodeList KarstDistinctOn() :
{
    final Span s;
    final SqlNodeList list;
}
{
    <DISTINCT> { s = span(); } <ON> <LPAREN>
    list = ExpressionCommaList(s, ExprContext.ACCEPT_SUB_QUERY)
    <RPAREN>
    { return list; }
}

/** The next word, whichever it is, as a name. */
SqlIdentifier KarstWordLabel() :
{
    final Token word;
}
{
    {
        word = getNextToken();
        return new SqlIdentifier(word.image.toLowerCase(java.util.Locale.ROOT), getPos());
    }
}

/** Dollar-quoted strings, {@code jsonb '...'}, {@code timestamptz '...'}. */
SqlNode KarstLiteral() :
{
    final Span s;
    final SqlTypeNameSpec type;
    final String text;
}
{
    <DOLLAR_QUOTED_STRING> {
        final String image = token.image;
        final int start = image.indexOf('$', 1) + 1;
        return SqlLiteral.createCharString(image.substring(start, image.length() - start), getPos());
    }
|
    LOOKAHEAD({ isTypedText() })
    type = KarstTypeName() { s = span(); }
    text = SimpleStringLiteral() {
        return Casts.typed(((ColumnTypeSpec) type).columnType(), text, s.end(this));
    }
|
    LOOKAHEAD(2)
    <TIMESTAMPTZ> { s = span(); }
    text = SimpleStringLiteral() {
        return Casts.typed(ColumnType.TIMESTAMPTZ, text, s.end(this));
    }
}

/** A type name with its numbers, but without the brackets of arrays. */
SqlTypeNameSpec KarstTypeName() :
{
    final Span s;
    final SqlIdentifier name;
    String word;
    int first = -1;
    int second = -1;
    boolean zone = false;
    SqlIntervalQualifier qualifier = null;
}
{
    <DOUBLE> { s = span(); } [ <PRECISION> ] {
        return TypeNames.resolve("double", -1, -1, s.end(this));
    }
|
    ( <CHARACTER> | <CHAR> | <NCHAR> | <NATIONAL> ( <CHARACTER> | <CHAR> ) ) { s = span(); word = "char"; }
    [
        <VARYING> { word = "varchar"; }
    |
        <LARGE> <OBJECT> { word = "clob"; }
    ]
    first = PrecisionOpt() {
        return TypeNames.resolve(word, first, -1, s.end(this));
    }
|
    <BINARY> { s = span(); } [ <VARYING> | <LARGE> <OBJECT> ] first = PrecisionOpt() {
        return TypeNames.resolve("bytea", first, -1, s.end(this));
    }
|
    ( <TIME> { s = span(); word = "time"; } | <TIMESTAMP> { s = span(); word = "timestamp"; } )
    first = PrecisionOpt()
    [
        LOOKAHEAD(2)
        <WITH> [ <LOCAL> ] <TIME> <ZONE> { word = word + "tz"; }
    |
        LOOKAHEAD(2)
        <WITHOUT> <TIME> <ZONE>
    ] {
        return TypeNames.resolve(word, first, -1, s.end(this));
    }
|
    <INTERVAL> { s = span(); }
    [
        <LPAREN> first = UnsignedIntLiteral() <RPAREN>
    |
        LOOKAHEAD(1) qualifier = IntervalQualifier()
    ] {
        return TypeNames.interval(qualifier, first, s.end(this));
    }
|
    name = KarstPlainTypeName() { s = span(); }
    [
        <LPAREN> first = UnsignedIntLiteral()
        [ <COMMA> second = IntLiteral() ]
        <RPAREN>
    ] {
        return TypeNames.resolve(name, first, second, s.end(this));
    }
}

/** The name of a field as a string. */
SqlIntervalQualifier KarstQuotedField() :
{
    final String name;
}
{
    name = SimpleStringLiteral() { return new SqlIntervalQualifier(name, getPos()); }
}

/** INTERVAL 'text' [fields], INTERVAL (digits) 'text', INTERVAL n unit. */
SqlNode KarstIntervalLiteral() :
{
    final Span s;
    final String text;
    SqlIntervalQualifier qualifier = null;
    SqlNode count;
    int sign = 1;
    int digits = -1;
}
{
    <INTERVAL> { s = span(); }
    [ <MINUS> { sign = -1; } | <PLUS> ]
    (
        [ LOOKAHEAD(<LPAREN> <UNSIGNED_INTEGER_LITERAL> <RPAREN> SimpleStringLiteral())
            <LPAREN> digits = UnsignedIntLiteral() <RPAREN> ]
        text = SimpleStringLiteral()
        [ LOOKAHEAD(1) qualifier = IntervalQualifier() ] {
            return IntervalLiterals.literal(text, sign, digits, qualifier, s.end(this));
        }
    |
        (
            <LPAREN> count = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
        |
            count = UnsignedNumericLiteral()
        |
            count = CompoundIdentifier()
        )
        qualifier = IntervalQualifierStart() {
            return IntervalLiterals.multiple(count, sign, qualifier, s.end(this));
        }
    )
}

SqlIdentifier KarstPlainTypeName() :
{
    final SqlIdentifier name;
}
{
    name = CompoundIdentifier() { return name; }
}

/** SEARCH and CYCLE behind the query of a WITH clause. */
RecursionClauses KarstRecursionClauses() :
{
    final RecursionClauses clauses = new RecursionClauses();
    boolean depth = true;
    SqlNodeList by;
    SqlIdentifier name;
    SqlIdentifier path;
    SqlNode value = null;
    SqlNode otherwise = null;
}
{
    [
        <SEARCH>
        ( <DEPTH> | <BREADTH> { depth = false; } )
        <FIRST> <BY> by = KarstNameList()
        <SET> name = SimpleIdentifier()
        { clauses.search(depth, by, name); }
    ]
    [
        <CYCLE> by = KarstNameList()
        <SET> name = SimpleIdentifier()
        [ <TO> value = Literal() <DEFAULT_> otherwise = Literal() ]
        <USING> path = SimpleIdentifier()
        { clauses.cycle(by, name, value, otherwise, path); }
    ]
    { return clauses; }
}

SqlNodeList KarstNameList() :
{
    final SqlNodeList names = new SqlNodeList(getPos());
    SqlIdentifier name;
}
{
    name = SimpleIdentifier() { names.add(name); }
    ( <COMMA> name = SimpleIdentifier() { names.add(name); } )*
    { return names; }
}
