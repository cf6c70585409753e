-- Chinook: a shop of digital music.
CREATE TABLE artist (ArtistId INTEGER PRIMARY KEY, Name VARCHAR(120));

CREATE TABLE album (AlbumId INTEGER PRIMARY KEY, Title VARCHAR(160) NOT NULL, ArtistId INTEGER NOT NULL REFERENCES artist (ArtistId));

CREATE TABLE employee (
  EmployeeId INTEGER PRIMARY KEY, LastName VARCHAR(20) NOT NULL, FirstName VARCHAR(20) NOT NULL, Title VARCHAR(30),
  ReportsTo INTEGER, BirthDate TIMESTAMP, HireDate TIMESTAMP, Address VARCHAR(70), City VARCHAR(40), State VARCHAR(40),
  Country VARCHAR(40), PostalCode VARCHAR(10), Phone VARCHAR(24), Fax VARCHAR(24), Email VARCHAR(60)
);

CREATE TABLE customer (
  CustomerId INTEGER PRIMARY KEY, FirstName VARCHAR(40) NOT NULL, LastName VARCHAR(20) NOT NULL, Company VARCHAR(80),
  Address VARCHAR(70), City VARCHAR(40), State VARCHAR(40), Country VARCHAR(40), PostalCode VARCHAR(10), Phone VARCHAR(24),
  Fax VARCHAR(24), Email VARCHAR(60) NOT NULL, SupportRepId INTEGER REFERENCES employee (EmployeeId)
);

CREATE TABLE genre (GenreId INTEGER PRIMARY KEY, Name VARCHAR(120));

CREATE TABLE mediatype (MediaTypeId INTEGER PRIMARY KEY, Name VARCHAR(120));

CREATE TABLE track (
  TrackId INTEGER PRIMARY KEY, Name VARCHAR(200) NOT NULL, AlbumId INTEGER REFERENCES album (AlbumId),
  MediaTypeId INTEGER NOT NULL REFERENCES mediatype (MediaTypeId), GenreId INTEGER REFERENCES genre (GenreId),
  Composer VARCHAR(220), Milliseconds INTEGER NOT NULL, Bytes INTEGER, UnitPrice NUMERIC(10,2) NOT NULL
);

CREATE TABLE invoice (
  InvoiceId INTEGER PRIMARY KEY, CustomerId INTEGER NOT NULL REFERENCES customer (CustomerId), InvoiceDate TIMESTAMP NOT NULL,
  BillingAddress VARCHAR(70), BillingCity VARCHAR(40), BillingState VARCHAR(40), BillingCountry VARCHAR(40),
  BillingPostalCode VARCHAR(10), Total NUMERIC(10,2) NOT NULL
);

CREATE TABLE invoiceline (
  InvoiceLineId INTEGER PRIMARY KEY, InvoiceId INTEGER NOT NULL REFERENCES invoice (InvoiceId),
  TrackId INTEGER NOT NULL REFERENCES track (TrackId), UnitPrice NUMERIC(10,2) NOT NULL, Quantity INTEGER NOT NULL
);

CREATE TABLE playlist (PlaylistId INTEGER PRIMARY KEY, Name VARCHAR(120));

CREATE TABLE playlisttrack (
  PlaylistId INTEGER NOT NULL REFERENCES playlist (PlaylistId), TrackId INTEGER NOT NULL REFERENCES track (TrackId),
  PRIMARY KEY (PlaylistId, TrackId)
);
