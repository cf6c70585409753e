<#-- CREATE, ALTER, DROP and COMMENT for everything but the inside of tables. -->

SqlNode KarstCreate() :
{
    final Span s;
    boolean replace = false;
    final boolean temporary;
    final SqlNode statement;
    final boolean absent;
    final SqlIdentifier name;
    final SequenceOptionsBuilder options = new SequenceOptionsBuilder();
}
{
    <CREATE> { s = span(); }
    (
        <SCHEMA> absent = KarstIfNotExists() name = SimpleIdentifier() {
            statement = new StatementNode(s.end(this), new CreateSchema(name, absent));
        }
    |
        statement = KarstCreateIndex(s)
    |
        statement = KarstCreateDomain(s)
    |
        <OR> <REPLACE> temporary = KarstTemporary() statement = KarstCreateView(s, true, temporary)
    |
        temporary = KarstTemporary()
        (
            statement = KarstCreateTable(s, temporary)
        |
            statement = KarstCreateView(s, false, temporary)
        |
            <SEQUENCE> absent = KarstIfNotExists() name = CompoundTableIdentifier()
            ( KarstSequenceOption(options) )* {
                statement = new StatementNode(s.end(this),
                    new CreateSequence(name, temporary, absent, options.build()));
            }
        )
    )
    { return statement; }
}

SqlNode KarstCreateDomain(Span s) :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
    final ColumnDefinitionBuilder definition;
}
{
    <DOMAIN> name = CompoundTableIdentifier() [ <AS> ] type = DataType() {
        definition = new ColumnDefinitionBuilder(name.getComponent(name.names.size() - 1), type);
    }
    ( KarstColumnConstraint(definition) )*
    { return new StatementNode(s.end(this), new CreateDomain(name, definition.build())); }
}

boolean KarstTemporary() :
{
}
{
    [ <LOCAL> | <GLOBAL> ] ( <TEMPORARY> | <TEMP> ) { return true; }
|
    { return false; }
}

SqlNode KarstCreateView(Span s, boolean replace, boolean temporary) :
{
    final boolean absent;
    final SqlIdentifier name;
    final List<SqlIdentifier> columns;
    final SqlNode query;
    CreateView.Check check = CreateView.Check.NONE;
}
{
    <VIEW> absent = KarstIfNotExists() name = CompoundTableIdentifier()
    columns = KarstColumnsOpt()
    <AS> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    [
        <WITH> { check = CreateView.Check.CASCADED; }
        [ <CASCADED> | <LOCAL> { check = CreateView.Check.LOCAL; } ]
        <CHECK> <OPTION>
    ] {
        return new StatementNode(s.end(this),
            new CreateView(name, temporary, replace, absent, columns, query, check));
    }
}

SqlNode KarstCreateIndex(Span s) :
{
    boolean unique = false;
    final boolean absent;
    SqlIdentifier name = null;
    final SqlIdentifier table;
    SqlIdentifier method = null;
    final List<IndexKey> keys = new ArrayList<IndexKey>();
    List<SqlIdentifier> include = Collections.emptyList();
    final List<Option> options = new ArrayList<Option>();
    SqlNode where = null;
}
{
    [ <UNIQUE> { unique = true; } ]
    <INDEX>
    [ LOOKAHEAD(2) <CONCURRENTLY> ]
    absent = KarstIfNotExists()
    [ name = CompoundTableIdentifier() ]
    <ON> table = CompoundTableIdentifier()
    [ <USING> method = SimpleIdentifier() ]
    <LPAREN> KarstIndexKey(keys) ( <COMMA> KarstIndexKey(keys) )* <RPAREN>
    [ <INCLUDE> include = KarstColumns() ]
    [ <WITH> KarstOptions(options) ]
    [ where = Where() ]
    {
        return new StatementNode(s.end(this),
            new CreateIndex(name, unique, absent, table,
                method == null ? null : method.getSimple().toLowerCase(Locale.ROOT),
                keys, include, options, where));
    }
}

void KarstIndexKey(List<IndexKey> keys) :
{
    final SqlNode expression;
    SqlIdentifier operatorClass = null;
    boolean descending = false;
    Boolean nullsFirst = null;
}
{
    (
        <LPAREN> expression = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
    |
        LOOKAHEAD({ getToken(2).kind != LPAREN })
        expression = SimpleIdentifier()
    |
        expression = AtomicRowExpression()
    )
    [ <COLLATE> CompoundIdentifier() ]
    [ LOOKAHEAD({ isOperatorClass() }) operatorClass = SimpleIdentifier() ]
    [ <ASC> | <DESC> { descending = true; } ]
    [ <NULLS> ( <FIRST> { nullsFirst = true; } | <LAST> { nullsFirst = false; } ) ]
    [ operatorClass = SimpleIdentifier() ]
    {
        keys.add(new IndexKey(expression, descending, nullsFirst,
            operatorClass == null ? null : operatorClass.getSimple()));
    }
}

void KarstSequenceOption(SequenceOptionsBuilder options) :
{
    final long value;
    Long restart = null;
    final SqlDataTypeSpec type;
    final SqlIdentifier owner;
}
{
    <AS> type = DataType() { options.type(type); }
|
    <START> [ <WITH> ] value = KarstLong() { options.start(value); }
|
    <INCREMENT> [ <BY> ] value = KarstLong() { options.increment(value); }
|
    <MINVALUE> value = KarstLong() { options.minimum(value); }
|
    <MAXVALUE> value = KarstLong() { options.maximum(value); }
|
    <CACHE> value = KarstLong() { options.cache(value); }
|
    <CYCLE> { options.cycle(true); }
|
    <NO>
    (
        <MINVALUE> { options.noMinimum(); }
    |
        <MAXVALUE> { options.noMaximum(); }
    |
        <CYCLE> { options.cycle(false); }
    )
|
    <RESTART> [ [ <WITH> ] restart = KarstLong() ] { options.restart(restart); }
|
    <OWNED> <BY> owner = CompoundIdentifier() { options.ownedBy(owner); }
}

SqlNode KarstAlter() :
{
    final Span s;
    final boolean present;
    final ObjectKind kind;
    final SqlIdentifier name;
    final SqlIdentifier newName;
    final SequenceOptionsBuilder options = new SequenceOptionsBuilder();
    final SqlNode statement;
}
{
    <ALTER> { s = span(); }
    (
        statement = KarstAlterTable(s)
    |
        statement = KarstAlterDomain(s)
    |
        (
            <VIEW> { kind = ObjectKind.VIEW; }
        |
            <INDEX> { kind = ObjectKind.INDEX; }
        |
            <SCHEMA> { kind = ObjectKind.SCHEMA; }
        )
        present = KarstIfExists() name = CompoundTableIdentifier()
        <RENAME> <TO> newName = SimpleIdentifier() {
            statement = new StatementNode(s.end(this),
                new RenameObject(kind, present, name, newName));
        }
    |
        <SEQUENCE> present = KarstIfExists() name = CompoundTableIdentifier()
        (
            <RENAME> <TO> newName = SimpleIdentifier() {
                statement = new StatementNode(s.end(this),
                    new RenameObject(ObjectKind.SEQUENCE, present, name, newName));
            }
        |
            ( KarstSequenceOption(options) )+ {
                statement = new StatementNode(s.end(this),
                    new AlterSequence(name, present, options.build()));
            }
        )
    )
    { return statement; }
}

SqlNode KarstAlterDomain(Span s) :
{
    final SqlIdentifier name;
    final SqlIdentifier newName;
    final AlterAction action;
}
{
    <DOMAIN> name = CompoundTableIdentifier()
    (
        LOOKAHEAD(2)
        <RENAME> <TO> newName = SimpleIdentifier() {
            return new StatementNode(s.end(this),
                new RenameObject(ObjectKind.DOMAIN, false, name, newName));
        }
    |
        action = KarstDomainAction(name) {
            return new StatementNode(s.end(this), new AlterDomain(name, action));
        }
    )
}

AlterAction KarstDomainAction(SqlIdentifier domain) :
{
    final SqlNode expression;
    final TableConstraint constraint;
    final SqlIdentifier name;
    final SqlIdentifier newName;
    final boolean exists;
    final boolean cascade;
    boolean notValid = false;
}
{
    <SET>
    (
        <DEFAULT_> expression = Expression(ExprContext.ACCEPT_SUB_QUERY) {
            return new AlterAction.SetDefault(domain, expression);
        }
    |
        <NOT> <NULL> { return new AlterAction.SetNotNull(domain, true); }
    |
        <SCHEMA> newName = SimpleIdentifier() { return new AlterAction.SetSchema(newName); }
    )
|
    <DROP>
    (
        <DEFAULT_> { return new AlterAction.SetDefault(domain, null); }
    |
        <NOT> <NULL> { return new AlterAction.SetNotNull(domain, false); }
    |
        <CONSTRAINT> exists = KarstIfExists() name = SimpleIdentifier()
        cascade = KarstCascade() {
            return new AlterAction.DropConstraint(name, exists, cascade);
        }
    )
|
    <ADD> constraint = KarstTableConstraint()
    [ LOOKAHEAD(2) <NOT> <VALID> { notValid = true; } ] {
        return new AlterAction.AddConstraint(constraint, notValid);
    }
|
    <RENAME> <CONSTRAINT> name = SimpleIdentifier() <TO> newName = SimpleIdentifier() {
        return new AlterAction.RenameConstraint(name, newName);
    }
|
    <VALIDATE> <CONSTRAINT> name = SimpleIdentifier() {
        return new AlterAction.ValidateConstraint(name);
    }
}

SqlNode KarstDrop() :
{
    final Span s;
    final ObjectKind kind;
    final boolean present;
    final List<SqlIdentifier> names;
    final boolean cascade;
}
{
    <DROP> { s = span(); }
    (
        <SCHEMA> { kind = ObjectKind.SCHEMA; }
    |
        <TABLE> { kind = ObjectKind.TABLE; }
    |
        <VIEW> { kind = ObjectKind.VIEW; }
    |
        <INDEX> [ LOOKAHEAD(2) <CONCURRENTLY> ] { kind = ObjectKind.INDEX; }
    |
        <SEQUENCE> { kind = ObjectKind.SEQUENCE; }
    |
        <DOMAIN> { kind = ObjectKind.DOMAIN; }
    )
    present = KarstIfExists() names = KarstNames() cascade = KarstCascade() {
        return new StatementNode(s.end(this), new DropObjects(kind, present, names, cascade));
    }
}

SqlNode KarstTruncate() :
{
    final Span s;
    final List<SqlIdentifier> names;
    boolean restart = false;
    final boolean cascade;
}
{
    <TRUNCATE> { s = span(); } [ <TABLE> ] names = KarstNames()
    [ <RESTART> <IDENTITY> { restart = true; } | <CONTINUE> <IDENTITY> ]
    cascade = KarstCascade() {
        return new StatementNode(s.end(this), new Truncate(names, restart, cascade));
    }
}

SqlNode KarstComment() :
{
    final Span s;
    final ObjectKind kind;
    final SqlIdentifier name;
    SqlIdentifier table = null;
    String text = null;
}
{
    <COMMENT> { s = span(); } <ON>
    (
        (
            <TABLE> { kind = ObjectKind.TABLE; }
        |
            <COLUMN> { kind = ObjectKind.COLUMN; }
        |
            <SCHEMA> { kind = ObjectKind.SCHEMA; }
        |
            <VIEW> { kind = ObjectKind.VIEW; }
        |
            <INDEX> { kind = ObjectKind.INDEX; }
        |
            <SEQUENCE> { kind = ObjectKind.SEQUENCE; }
        |
            <DOMAIN> { kind = ObjectKind.DOMAIN; }
        )
        name = CompoundTableIdentifier()
    |
        <CONSTRAINT> { kind = ObjectKind.CONSTRAINT; }
        name = SimpleIdentifier() <ON> table = CompoundTableIdentifier()
    )
    <IS> ( text = KarstOptionValue() | <NULL> ) {
        return new StatementNode(s.end(this), new CommentOn(kind, name, table, text));
    }
}
