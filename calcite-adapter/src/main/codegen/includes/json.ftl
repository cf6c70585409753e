<#-- SQL/JSON: JSON_VALUE, JSON_QUERY, JSON_EXISTS, JSON_TABLE. -->

/** JSON_VALUE, JSON_QUERY and JSON_EXISTS. */
SqlNode KarstJsonExpression() :
{
    final Span s;
    final JsonColumn.Kind kind;
    final JsonArguments arguments = new JsonArguments();
    final JsonClauses clauses;
    SqlNode e;
    SqlDataTypeSpec type;
}
{
    (
        <JSON_VALUE> { kind = JsonColumn.Kind.VALUE; }
    |
        <JSON_QUERY> { kind = JsonColumn.Kind.QUERY; }
    |
        <JSON_EXISTS> { kind = JsonColumn.Kind.EXISTS; }
    )
    { s = span(); clauses = arguments.expression(kind, getPos()); }
    <LPAREN>
    KarstJsonContext(arguments)
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) { arguments.path(e); }
    KarstJsonPassing(arguments)
    [
        type = JsonReturningClause() { clauses.type(type); }
        [ JsonInputClause() { clauses.formatted(); } ]
    ]
    KarstJsonClauses(clauses)
    <RPAREN> { return arguments.call(kind, clauses, s.end(this)); }
}

void KarstJsonContext(JsonArguments arguments) :
{
    final SqlNode e;
}
{
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) { arguments.context(e); }
    <COMMA>
}

void KarstJsonPassing(JsonArguments arguments) :
{
}
{
    [
        <PASSING> KarstJsonVariable(arguments)
        ( <COMMA> KarstJsonVariable(arguments) )*
    ]
}

void KarstJsonVariable(JsonArguments arguments) :
{
    final SqlNode e;
    final SqlIdentifier name;
}
{
    e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    <AS>
    (
        name = SimpleIdentifier()
    |
        <FILTER> { name = new SqlIdentifier(unquotedIdentifier(), getPos()); }
    )
    { arguments.variable(e, name); }
}

/** Wrapper, quotes, ON EMPTY and ON ERROR. */
void KarstJsonClauses(JsonClauses clauses) :
{
}
{
    [
        <WITHOUT> [ <ARRAY> ] <WRAPPER> { clauses.wrapper(JsonColumn.Wrapper.NONE); }
    |
        <WITH>
        (
            <CONDITIONAL> { clauses.wrapper(JsonColumn.Wrapper.CONDITIONAL); }
        |
            [ <UNCONDITIONAL> ] { clauses.wrapper(JsonColumn.Wrapper.ALWAYS); }
        )
        [ <ARRAY> ] <WRAPPER>
    ]
    [
        ( <KEEP> { clauses.quotes(false); } | <OMIT> { clauses.quotes(true); } )
        <QUOTES>
        [ <ON> <SCALAR> SimpleIdentifier() ]
    ]
    ( KarstJsonBehavior(clauses) )*
}

void KarstJsonBehavior(JsonClauses clauses) :
{
    final JsonColumn.Behavior behavior;
    SqlNode e = null;
}
{
    (
        <NULL> { behavior = JsonColumn.Behavior.NULL; }
    |
        <ERROR> { behavior = JsonColumn.Behavior.ERROR; }
    |
        <TRUE> { behavior = JsonColumn.Behavior.TRUE; }
    |
        <FALSE> { behavior = JsonColumn.Behavior.FALSE; }
    |
        <UNKNOWN> { behavior = JsonColumn.Behavior.UNKNOWN; }
    |
        <EMPTY>
        (
            <OBJECT> { behavior = JsonColumn.Behavior.EMPTY_OBJECT; }
        |
            [ <ARRAY> ] { behavior = JsonColumn.Behavior.EMPTY_ARRAY; }
        )
    |
        <DEFAULT_> e = Expression(ExprContext.ACCEPT_SUB_QUERY) { behavior = JsonColumn.Behavior.DEFAULT; }
    )
    <ON>
    (
        <EMPTY> { clauses.behavior(behavior, e, true); }
    |
        <ERROR> { clauses.behavior(behavior, e, false); }
    )
}

/** JSON_TABLE in FROM. */
SqlNode KarstJsonTable() :
{
    final Span s;
    final JsonTable table = new JsonTable();
    final String path;
}
{
    <JSON_TABLE> { s = span(); }
    <LPAREN>
    KarstJsonContext(table)
    path = SimpleStringLiteral() { table.begin(path); }
    [ <AS> SimpleIdentifier() ]
    KarstJsonPassing(table)
    KarstJsonColumns(table)
    [
        ( <ERROR> { table.failing(); } | <EMPTY> [ <ARRAY> ] )
        <ON> <ERROR>
    ]
    <RPAREN> { return table.query(s.end(this)); }
}

void KarstJsonColumns(JsonTable table) :
{
}
{
    <COLUMNS> <LPAREN>
    KarstJsonColumn(table)
    ( <COMMA> KarstJsonColumn(table) )*
    <RPAREN>
}

void KarstJsonColumn(JsonTable table) :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
    boolean exists = false;
    boolean formatted = false;
    String path;
    JsonClauses clauses;
}
{
    LOOKAHEAD({ isNestedPath() })
    <NESTED> [ <PATH> ]
    path = SimpleStringLiteral() { table.begin(path); }
    [ <AS> SimpleIdentifier() ]
    KarstJsonColumns(table) { table.end(); }
|
    name = SimpleIdentifier()
    (
        <FOR> <ORDINALITY> { table.ordinality(name); }
    |
        type = DataType()
        [
            <EXISTS> { exists = true; }
        |
            JsonInputClause() { formatted = true; }
        ]
        {
            clauses = table.column(name, type, exists);
            if (formatted) {
                clauses.formatted();
            }
        }
        [ <PATH> path = SimpleStringLiteral() { clauses.path(path); } ]
        KarstJsonClauses(clauses)
    )
}

/** JSON_OBJECT and JSON_ARRAY. */
SqlNode KarstJsonConstructor() :
{
    final Span s;
    final JsonConstructor json;
    final SqlNode e;
}
{
    <JSON_OBJECT> { s = span(); json = new JsonConstructor(true); }
    <LPAREN>
    [
        LOOKAHEAD({ isJsonItem() })
        KarstJsonMember(json)
        ( <COMMA> KarstJsonMember(json) )*
    ]
    KarstJsonRules(json)
    <RPAREN> { return json.call(s.end(this)); }
|
    <JSON_ARRAY> { s = span(); json = new JsonConstructor(false); }
    <LPAREN>
    (
        LOOKAHEAD({ isQueryStart() })
        e = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
        [ JsonInputClause() ]
        KarstJsonRules(json)
        <RPAREN> { return json.rows(e, s.end(this)); }
    |
        [
            LOOKAHEAD({ isJsonItem() })
            KarstJsonItem(json)
            ( <COMMA> KarstJsonItem(json) )*
        ]
        KarstJsonRules(json)
        <RPAREN> { return json.call(s.end(this)); }
    )
}

/** JSON_OBJECTAGG and JSON_ARRAYAGG. */
SqlCall KarstJsonAggregate() :
{
    final Span s;
    final JsonConstructor json;
    SqlNodeList order = null;
}
{
    <JSON_OBJECTAGG> { s = span(); json = new JsonConstructor(true); }
    <LPAREN>
    KarstJsonMember(json)
    KarstJsonRules(json)
    <RPAREN> { return json.aggregate(null, s.end(this)); }
|
    <JSON_ARRAYAGG> { s = span(); json = new JsonConstructor(false); }
    <LPAREN>
    KarstJsonItem(json)
    [ order = OrderBy(true) ]
    KarstJsonRules(json)
    <RPAREN> { return json.aggregate(order, s.end(this)); }
}

void KarstJsonMember(JsonConstructor json) :
{
    final SqlNode e;
}
{
    [ LOOKAHEAD(2, <KEY> JsonName()) <KEY> ]
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) { json.add(e); }
    ( <VALUE> | <COLON> )
    KarstJsonItem(json)
}

void KarstJsonItem(JsonConstructor json) :
{
    final SqlNode e;
}
{
    e = Expression(ExprContext.ACCEPT_SUB_QUERY) { json.add(e); }
}

void KarstJsonRules(JsonConstructor json) :
{
    final SqlDataTypeSpec type;
    boolean unique;
}
{
    [
        ( <NULL> { json.absent(false); } | <ABSENT> { json.absent(true); } )
        <ON> <NULL>
    ]
    [
        unique = KarstUniqueKeys() {
            if (unique) {
                json.unique();
            }
        }
    ]
    [
        type = JsonReturningClause() { json.returning(type); }
        [ JsonInputClause() ]
    ]
}

boolean KarstUniqueKeys() :
{
    final boolean unique;
}
{
    ( <WITH> { unique = true; } | <WITHOUT> { unique = false; } )
    <UNIQUE> [ LOOKAHEAD(1) <KEYS> ]
    { return unique; }
}

/** {@code JSON [kind] [WITH UNIQUE KEYS]} behind IS or IS NOT. */
SqlPostfixOperator KarstIsJson(boolean not) :
{
    String kind = "value";
    boolean unique = false;
}
{
    <JSON>
    [
        LOOKAHEAD(1) <VALUE>
    |
        LOOKAHEAD(1) <OBJECT> { kind = "object"; }
    |
        LOOKAHEAD(1) <ARRAY> { kind = "array"; }
    |
        LOOKAHEAD(1) <SCALAR> { kind = "scalar"; }
    ]
    [ LOOKAHEAD(2) unique = KarstUniqueKeys() ]
    { return FunctionOperators.isJson(not, kind, unique); }
}
