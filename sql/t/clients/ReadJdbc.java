// Read relations as 018_tracker_clients.pl asks: ReadJdbc.java RELATION...
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

class ReadJdbc {
	static String shown(Object value) {
		if (value == null)
			return "\\N";
		if (value instanceof Boolean)
			return (Boolean) value ? "t" : "f";
		if (value instanceof BigDecimal)
			return ((BigDecimal) value).toPlainString();
		return value.toString();
	}

	public static void main(String[] relations) throws Exception {
		var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
		var url = String.format("jdbc:postgresql://127.0.0.1:%s/%s", System.getenv("PGPORT"), System.getenv("PGDATABASE"));

		try (var connection = DriverManager.getConnection(url, System.getenv("PGUSER"), System.getenv("PGPASSWORD"));
			 var statement = connection.createStatement()) {
			for (var relation : relations) {
				var result = statement.executeQuery("SELECT * FROM " + relation);
				var described = result.getMetaData();
				var columns = described.getColumnCount();
				var classes = new ArrayList<TreeSet<String>>();
				var rows = new ArrayList<List<String>>();

				for (var place = 0; place < columns; place++)
					classes.add(new TreeSet<>());
				while (result.next()) {
					var row = new ArrayList<String>();
					for (var place = 0; place < columns; place++) {
						var value = result.getObject(place + 1);
						if (value != null)
							classes.get(place).add(value.getClass().getSimpleName());
						row.add(shown(value));
					}
					rows.add(row);
				}
				out.println("relation\t" + relation);
				for (var place = 0; place < columns; place++)
					out.println(String.join("\t", "column", described.getColumnName(place + 1),
						JDBCType.valueOf(described.getColumnType(place + 1)).getName(),
						String.join(",", classes.get(place))));
				for (var row : rows)
					out.println("row\t" + String.join("\t", row));
			}
		}
		out.flush();
	}
}
