/*-------------------------------------------------------------------------
 *
 * country_table.c
 *		Which currency is legal tender in which country, and since when.
 *
 * Sources: the supplemental currency data of Unicode CLDR (release 48, under
 * the Unicode License v3), its legal tender only, for the countries of ISO
 * 3166-1 and the codes of ISO 4217.  Departures from it:
 *	- where two currencies are legal tender at once, the one that CLDR lists
 *	  first, which is the country's own (PA: PAB and not USD); by hand LS: LSL
 *	  and not ZAR, IQ: INR and not EGP until 1931, TL: IDR and not TPE from
 *	  1975;
 *	- ZW: ZWL from 2019-06-24, when Statutory Instrument 142 of 2019 made it
 *	  the sole legal tender again, and ZWG from 2024-04-08, when it began to
 *	  circulate;
 *	- BA, UA: where CLDR's record of a currency ends before the next begins,
 *	  the code that ISO 4217 had for the country meanwhile (BAD, UAK).
 *
 * Invariants: sorted by country, then by first day.  Days are written
 * yyyymmdd.  A currency holds until the day before its country's next line;
 * before the first line nothing is known.  An empty currency begins a time of
 * which nothing is known; the last line of a country is never empty.  When a
 * country changes its currency it gets a line more, and no line is changed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "country_table.h"

#include "calendar.h"

typedef struct CountryCurrency
{
	char		country[3];
	char		currency[4];
	int32		first_day;		/* yyyymmdd */
} CountryCurrency;

/* Antarctica (AQ) has no currency */

/* clang-format off */
static const CountryCurrency country_currencies[] = {
	{"AD", "ESP", 18730101},		/* Andorra */
	{"AD", "EUR", 19990101},
	{"AE", "AED", 19730519},		/* United Arab Emirates */
	{"AF", "AFA", 19270314},		/* Afghanistan */
	{"AF", "AFN", 20021007},
	{"AG", "XCD", 19651006},		/* Antigua & Barbuda */
	{"AI", "XCD", 19651006},		/* Anguilla */
	{"AL", "ALK", 19461101},		/* Albania */
	{"AL", "ALL", 19650816},
	{"AM", "SUR", 19610101},		/* Armenia */
	{"AM", "RUR", 19911225},
	{"AM", "AMD", 19931122},
	{"AO", "AOK", 19770108},		/* Angola */
	{"AO", "AON", 19900925},
	{"AO", "AOR", 19950701},
	{"AO", "AOA", 19991213},
	{"AR", "ARP", 19830601},		/* Argentina */
	{"AR", "ARA", 19850614},
	{"AR", "ARS", 19920101},
	{"AS", "USD", 19040716},		/* American Samoa */
	{"AT", "ATS", 19471204},		/* Austria */
	{"AT", "EUR", 19990101},
	{"AU", "AUD", 19660214},		/* Australia */
	{"AW", "ANG", 19400510},		/* Aruba */
	{"AW", "AWG", 19860101},
	{"AX", "EUR", 19990101},		/* Aland Islands */
	{"AZ", "SUR", 19610101},		/* Azerbaijan */
	{"AZ", "RUR", 19911225},
	{"AZ", "AZM", 19931122},
	{"AZ", "AZN", 20060101},
	{"BA", "YUD", 19660101},		/* Bosnia & Herzegovina */
	{"BA", "YUN", 19900101},
	{"BA", "BAD", 19920701},
	{"BA", "BAM", 19950101},
	{"BB", "XCD", 19651006},		/* Barbados */
	{"BB", "BBD", 19731203},
	{"BD", "INR", 18350817},		/* Bangladesh */
	{"BD", "PKR", 19480401},
	{"BD", "BDT", 19720101},
	{"BE", "NLG", 18161215},		/* Belgium */
	{"BE", "BEF", 18310207},
	{"BE", "EUR", 19990101},
	{"BF", "XOF", 19840804},		/* Burkina Faso */
	{"BG", "BGL", 19620101},		/* Bulgaria */
	{"BG", "BGN", 19990705},
	{"BG", "EUR", 20260101},
	{"BH", "BHD", 19651016},		/* Bahrain */
	{"BI", "BIF", 19640519},		/* Burundi */
	{"BJ", "XOF", 19751130},		/* Benin */
	{"BL", "FRF", 19600101},		/* St. Barthelemy */
	{"BL", "EUR", 19990101},
	{"BM", "BMD", 19700206},		/* Bermuda */
	{"BN", "MYR", 19630916},		/* Brunei */
	{"BN", "BND", 19670612},
	{"BO", "BOP", 19630101},		/* Bolivia */
	{"BO", "BOB", 19870101},
	{"BQ", "ANG", 20101010},		/* Caribbean Netherlands */
	{"BQ", "USD", 20110101},
	{"BR", "BRB", 19670213},		/* Brazil */
	{"BR", "BRC", 19860228},
	{"BR", "BRN", 19890115},
	{"BR", "BRE", 19900316},
	{"BR", "BRR", 19930801},
	{"BR", "BRL", 19940701},
	{"BS", "BSD", 19660525},		/* Bahamas */
	{"BT", "INR", 19070101},		/* Bhutan */
	{"BT", "BTN", 19740416},
	{"BV", "NOK", 19050607},		/* Bouvet Island */
	{"BW", "ZAR", 19610214},		/* Botswana */
	{"BW", "BWP", 19760823},
	{"BY", "SUR", 19610101},		/* Belarus */
	{"BY", "RUR", 19911225},
	{"BY", "BYB", 19940801},
	{"BY", "BYR", 20000101},
	{"BY", "BYN", 20160701},
	{"BZ", "BZD", 19740101},		/* Belize */
	{"CA", "CAD", 18580101},		/* Canada */
	{"CC", "AUD", 19660214},		/* Cocos (Keeling) Islands */
	{"CD", "ZRZ", 19711027},		/* Congo - Kinshasa */
	{"CD", "ZRN", 19931101},
	{"CD", "CDF", 19980701},
	{"CF", "XAF", 19930101},		/* Central African Republic */
	{"CG", "XAF", 19930101},		/* Congo - Brazzaville */
	{"CH", "CHF", 17990317},		/* Switzerland */
	{"CI", "XOF", 19581204},		/* Cote d'Ivoire */
	{"CK", "NZD", 19670710},		/* Cook Islands */
	{"CL", "CLP", 19750929},		/* Chile */
	{"CM", "XAF", 19730401},		/* Cameroon */
	{"CN", "CNY", 19530301},		/* China */
	{"CO", "COP", 19050101},		/* Colombia */
	{"CR", "CRC", 18961026},		/* Costa Rica */
	{"CU", "CUP", 18590101},		/* Cuba */
	{"CV", "PTE", 19110522},		/* Cape Verde */
	{"CV", "CVE", 19140101},
	{"CW", "ANG", 20101010},		/* Curacao */
	{"CW", "XCG", 20250331},
	{"CX", "AUD", 19660214},		/* Christmas Island */
	{"CY", "CYP", 19140910},		/* Cyprus */
	{"CY", "EUR", 20080101},
	{"CZ", "CSK", 19530601},		/* Czechia */
	{"CZ", "CZK", 19930101},
	{"DE", "DEM", 19480620},		/* Germany */
	{"DE", "EUR", 19990101},
	{"DJ", "DJF", 19770627},		/* Djibouti */
	{"DK", "DKK", 18730527},		/* Denmark */
	{"DM", "XCD", 19651006},		/* Dominica */
	{"DO", "USD", 19050621},		/* Dominican Republic */
	{"DO", "DOP", 19471001},
	{"DZ", "DZD", 19640401},		/* Algeria */
	{"EC", "ECS", 18840401},		/* Ecuador */
	{"EC", "USD", 20001002},
	{"EE", "SUR", 19610101},		/* Estonia */
	{"EE", "EEK", 19920621},
	{"EE", "EUR", 20110101},
	{"EG", "EGP", 18851114},		/* Egypt */
	{"EH", "MAD", 19760226},		/* Western Sahara */
	{"ER", "ETB", 19930524},		/* Eritrea */
	{"ER", "ERN", 19971108},
	{"ES", "ESP", 18681019},		/* Spain */
	{"ES", "EUR", 19990101},
	{"ET", "ETB", 19760915},		/* Ethiopia */
	{"FI", "FIM", 19630101},		/* Finland */
	{"FI", "EUR", 19990101},
	{"FJ", "FJD", 19690113},		/* Fiji */
	{"FK", "FKP", 19010101},		/* Falkland Islands */
	{"FM", "JPY", 19141003},		/* Micronesia */
	{"FM", "USD", 19440101},
	{"FO", "DKK", 19480101},		/* Faroe Islands */
	{"FR", "FRF", 19600101},		/* France */
	{"FR", "EUR", 19990101},
	{"GA", "XAF", 19930101},		/* Gabon */
	{"GB", "GBP", 16940727},		/* United Kingdom */
	{"GD", "XCD", 19670227},		/* Grenada */
	{"GE", "SUR", 19610101},		/* Georgia */
	{"GE", "RUR", 19911225},
	{"GE", "GEK", 19930405},
	{"GE", "GEL", 19950923},
	{"GF", "FRF", 19600101},		/* French Guiana */
	{"GF", "EUR", 19990101},
	{"GG", "GBP", 18300101},		/* Guernsey */
	{"GH", "GHC", 19790309},		/* Ghana */
	{"GH", "GHS", 20070703},
	{"GI", "GIP", 17130101},		/* Gibraltar */
	{"GL", "DKK", 18730527},		/* Greenland */
	{"GM", "GMD", 19710701},		/* Gambia */
	{"GN", "GNS", 19721002},		/* Guinea */
	{"GN", "GNF", 19860106},
	{"GP", "FRF", 19600101},		/* Guadeloupe */
	{"GP", "EUR", 19990101},
	{"GQ", "GQE", 19750707},		/* Equatorial Guinea */
	{"GQ", "",    19860602},
	{"GQ", "XAF", 19930101},
	{"GR", "GRD", 19540501},		/* Greece */
	{"GR", "EUR", 20010101},
	{"GS", "GBP", 19080101},		/* South Georgia & S. Sandwich Islands */
	{"GT", "GTQ", 19250527},		/* Guatemala */
	{"GU", "USD", 19440821},		/* Guam */
	{"GW", "GWE", 19140101},		/* Guinea-Bissau */
	{"GW", "GWP", 19760228},
	{"GW", "XOF", 19970331},
	{"GY", "GYD", 19660526},		/* Guyana */
	{"HK", "HKD", 18950202},		/* Hong Kong SAR China */
	{"HM", "AUD", 19670216},		/* Heard & McDonald Islands */
	{"HN", "HNL", 19260403},		/* Honduras */
	{"HR", "YUD", 19660101},		/* Croatia */
	{"HR", "YUN", 19900101},
	{"HR", "HRD", 19911223},
	{"HR", "HRK", 19940530},
	{"HR", "EUR", 20230101},
	{"HT", "HTG", 18720826},		/* Haiti */
	{"HU", "HUF", 19460723},		/* Hungary */
	{"ID", "IDR", 19651213},		/* Indonesia */
	{"IE", "GBP", 18000101},		/* Ireland */
	{"IE", "IEP", 19220101},
	{"IE", "EUR", 19990101},
	{"IL", "ILP", 19480816},		/* Israel */
	{"IL", "ILR", 19800222},
	{"IL", "ILS", 19850904},
	{"IM", "GBP", 18400103},		/* Isle of Man */
	{"IN", "INR", 18350817},		/* India */
	{"IO", "USD", 19651108},		/* British Indian Ocean Territory */
	{"IQ", "INR", 19201111},		/* Iraq */
	{"IQ", "IQD", 19310419},
	{"IR", "IRR", 19320513},		/* Iran */
	{"IS", "DKK", 18730527},		/* Iceland */
	{"IS", "ISJ", 19181201},
	{"IS", "ISK", 19810101},
	{"IT", "ITL", 18620824},		/* Italy */
	{"IT", "EUR", 19990101},
	{"JE", "GBP", 18370101},		/* Jersey */
	{"JM", "JMD", 19690908},		/* Jamaica */
	{"JO", "JOD", 19500701},		/* Jordan */
	{"JP", "JPY", 18710601},		/* Japan */
	{"KE", "KES", 19660914},		/* Kenya */
	{"KG", "SUR", 19610101},		/* Kyrgyzstan */
	{"KG", "RUR", 19911225},
	{"KG", "KGS", 19930510},
	{"KH", "KHR", 19800320},		/* Cambodia */
	{"KI", "AUD", 19660214},		/* Kiribati */
	{"KM", "KMF", 19750706},		/* Comoros */
	{"KN", "XCD", 19651006},		/* St. Kitts & Nevis */
	{"KP", "KPW", 19590417},		/* North Korea */
	{"KR", "KRW", 19620610},		/* South Korea */
	{"KW", "KWD", 19610401},		/* Kuwait */
	{"KY", "JMD", 19690908},		/* Cayman Islands */
	{"KY", "KYD", 19710101},
	{"KZ", "KZT", 19931105},		/* Kazakhstan */
	{"LA", "LAK", 19791210},		/* Laos */
	{"LB", "LBP", 19480202},		/* Lebanon */
	{"LC", "XCD", 19651006},		/* St. Lucia */
	{"LI", "CHF", 19210201},		/* Liechtenstein */
	{"LK", "LKR", 19780522},		/* Sri Lanka */
	{"LR", "LRD", 19440101},		/* Liberia */
	{"LS", "ZAR", 19610214},		/* Lesotho */
	{"LS", "LSL", 19800122},
	{"LT", "SUR", 19610101},		/* Lithuania */
	{"LT", "LTT", 19921001},
	{"LT", "LTL", 19930625},
	{"LT", "EUR", 20150101},
	{"LU", "LUF", 19440904},		/* Luxembourg */
	{"LU", "EUR", 19990101},
	{"LV", "SUR", 19610101},		/* Latvia */
	{"LV", "LVR", 19920507},
	{"LV", "LVL", 19930628},
	{"LV", "EUR", 20140101},
	{"LY", "LYD", 19710901},		/* Libya */
	{"MA", "MAD", 19591017},		/* Morocco */
	{"MC", "FRF", 19600101},		/* Monaco */
	{"MC", "EUR", 19990101},
	{"MD", "MDL", 19931129},		/* Moldova */
	{"ME", "YUM", 19940124},		/* Montenegro */
	{"ME", "DEM", 19991002},
	{"ME", "EUR", 20020101},
	{"MF", "FRF", 19600101},		/* St. Martin */
	{"MF", "EUR", 19990101},
	{"MG", "MGF", 19630701},		/* Madagascar */
	{"MG", "MGA", 19831101},
	{"MH", "USD", 19440101},		/* Marshall Islands */
	{"MK", "MKD", 19930520},		/* North Macedonia */
	{"ML", "XOF", 19581124},		/* Mali */
	{"ML", "MLF", 19620702},
	{"ML", "XOF", 19840601},
	{"MM", "BUK", 19520701},		/* Myanmar (Burma) */
	{"MM", "MMK", 19890618},
	{"MN", "MNT", 19150301},		/* Mongolia */
	{"MO", "MOP", 19010101},		/* Macao SAR China */
	{"MP", "USD", 19440101},		/* Northern Mariana Islands */
	{"MQ", "FRF", 19600101},		/* Martinique */
	{"MQ", "EUR", 19990101},
	{"MR", "XOF", 19581128},		/* Mauritania */
	{"MR", "MRO", 19730629},
	{"MR", "MRU", 20180101},
	{"MS", "XCD", 19670227},		/* Montserrat */
	{"MT", "MTP", 19140813},		/* Malta */
	{"MT", "MTL", 19680607},
	{"MT", "EUR", 20080101},
	{"MU", "MUR", 19340401},		/* Mauritius */
	{"MV", "MVR", 19810701},		/* Maldives */
	{"MW", "MWK", 19710215},		/* Malawi */
	{"MX", "MXP", 18220101},		/* Mexico */
	{"MX", "MXN", 19930101},
	{"MY", "MYR", 19630916},		/* Malaysia */
	{"MZ", "MZE", 19750625},		/* Mozambique */
	{"MZ", "MZM", 19800616},
	{"MZ", "MZN", 20060701},
	{"NA", "ZAR", 19610214},		/* Namibia */
	{"NA", "NAD", 19930101},
	{"NC", "XPF", 19850101},		/* New Caledonia */
	{"NE", "XOF", 19581219},		/* Niger */
	{"NF", "AUD", 19660214},		/* Norfolk Island */
	{"NG", "NGN", 19730101},		/* Nigeria */
	{"NI", "NIC", 19880215},		/* Nicaragua */
	{"NI", "NIO", 19910430},
	{"NL", "NLG", 18130101},		/* Netherlands */
	{"NL", "EUR", 19990101},
	{"NO", "SEK", 18730527},		/* Norway */
	{"NO", "NOK", 19050607},
	{"NP", "INR", 18700101},		/* Nepal */
	{"NP", "NPR", 19330101},
	{"NR", "AUD", 19660214},		/* Nauru */
	{"NU", "NZD", 19670710},		/* Niue */
	{"NZ", "NZD", 19670710},		/* New Zealand */
	{"OM", "OMR", 19721111},		/* Oman */
	{"PA", "PAB", 19031104},		/* Panama */
	{"PE", "PES", 18630214},		/* Peru */
	{"PE", "PEI", 19850201},
	{"PE", "PEN", 19910701},
	{"PF", "XPF", 19451226},		/* French Polynesia */
	{"PG", "AUD", 19660214},		/* Papua New Guinea */
	{"PG", "PGK", 19750916},
	{"PH", "PHP", 19460704},		/* Philippines */
	{"PK", "INR", 18350817},		/* Pakistan */
	{"PK", "",    19470816},
	{"PK", "PKR", 19480401},
	{"PL", "PLZ", 19501028},		/* Poland */
	{"PL", "PLN", 19950101},
	{"PM", "FRF", 19721221},		/* St. Pierre & Miquelon */
	{"PM", "EUR", 19990101},
	{"PN", "NZD", 19690113},		/* Pitcairn Islands */
	{"PR", "ESP", 18000101},		/* Puerto Rico */
	{"PR", "USD", 18981210},
	{"PS", "JOD", 19500701},		/* Palestinian Territories */
	{"PS", "ILP", 19670601},
	{"PS", "",    19800223},
	{"PS", "ILS", 19850904},
	{"PT", "PTE", 19110522},		/* Portugal */
	{"PT", "EUR", 19990101},
	{"PW", "USD", 19440101},		/* Palau */
	{"PY", "PYG", 19431101},		/* Paraguay */
	{"QA", "QAR", 19730519},		/* Qatar */
	{"RE", "FRF", 19750101},		/* Reunion */
	{"RE", "EUR", 19990101},
	{"RO", "ROL", 19520128},		/* Romania */
	{"RO", "RON", 20050701},
	{"RS", "YUM", 19940124},		/* Serbia */
	{"RS", "CSD", 20020515},
	{"RS", "RSD", 20061025},
	{"RU", "RUR", 19911225},		/* Russia */
	{"RU", "RUB", 19990101},
	{"RW", "RWF", 19640519},		/* Rwanda */
	{"SA", "SAR", 19521022},		/* Saudi Arabia */
	{"SB", "AUD", 19660214},		/* Solomon Islands */
	{"SB", "SBD", 19771024},
	{"SC", "SCR", 19031101},		/* Seychelles */
	{"SD", "EGP", 18890119},		/* Sudan */
	{"SD", "SDP", 19570408},
	{"SD", "SDD", 19920608},
	{"SD", "SDG", 20070110},
	{"SE", "SEK", 18730527},		/* Sweden */
	{"SG", "MYR", 19630916},		/* Singapore */
	{"SG", "SGD", 19670612},
	{"SH", "SHP", 19170215},		/* St. Helena */
	{"SI", "SIT", 19921007},		/* Slovenia */
	{"SI", "EUR", 20070101},
	{"SJ", "NOK", 19050607},		/* Svalbard & Jan Mayen */
	{"SK", "CSK", 19530601},		/* Slovakia */
	{"SK", "SKK", 19921231},
	{"SK", "EUR", 20090101},
	{"SL", "GBP", 18081130},		/* Sierra Leone */
	{"SL", "SLL", 19640804},
	{"SL", "SLE", 20220701},
	{"SM", "ITL", 18651223},		/* San Marino */
	{"SM", "EUR", 19990101},
	{"SN", "XOF", 19590404},		/* Senegal */
	{"SO", "SOS", 19600701},		/* Somalia */
	{"SR", "NLG", 18151120},		/* Suriname */
	{"SR", "SRG", 19400510},
	{"SR", "SRD", 20040101},
	{"SS", "SDG", 20070110},		/* South Sudan */
	{"SS", "SSP", 20110718},
	{"ST", "STD", 19770908},		/* Sao Tome & Principe */
	{"ST", "STN", 20180101},
	{"SV", "SVC", 19191111},		/* El Salvador */
	{"SV", "USD", 20010101},
	{"SX", "ANG", 20101010},		/* Sint Maarten */
	{"SX", "XCG", 20250331},
	{"SY", "SYP", 19480101},		/* Syria */
	{"SZ", "SZL", 19740906},		/* Eswatini */
	{"TC", "USD", 19690908},		/* Turks & Caicos Islands */
	{"TD", "XAF", 19930101},		/* Chad */
	{"TF", "FRF", 19590101},		/* French Southern Territories */
	{"TF", "EUR", 19990101},
	{"TG", "XOF", 19581128},		/* Togo */
	{"TH", "THB", 19280415},		/* Thailand */
	{"TJ", "RUR", 19911225},		/* Tajikistan */
	{"TJ", "TJR", 19950510},
	{"TJ", "TJS", 20001026},
	{"TK", "NZD", 19670710},		/* Tokelau */
	{"TL", "TPE", 19590102},		/* Timor-Leste */
	{"TL", "IDR", 19751207},
	{"TL", "USD", 19991020},
	{"TM", "SUR", 19610101},		/* Turkmenistan */
	{"TM", "RUR", 19911225},
	{"TM", "TMM", 19931101},
	{"TM", "TMT", 20090101},
	{"TN", "TND", 19581101},		/* Tunisia */
	{"TO", "TOP", 19660214},		/* Tonga */
	{"TR", "TRL", 19221101},		/* Turkey */
	{"TR", "TRY", 20050101},
	{"TT", "TTD", 19640101},		/* Trinidad & Tobago */
	{"TV", "AUD", 19660214},		/* Tuvalu */
	{"TW", "TWD", 19490615},		/* Taiwan */
	{"TZ", "TZS", 19660614},		/* Tanzania */
	{"UA", "SUR", 19610101},		/* Ukraine */
	{"UA", "RUR", 19911225},
	{"UA", "UAK", 19921113},
	{"UA", "UAH", 19960902},
	{"UG", "UGS", 19660815},		/* Uganda */
	{"UG", "UGX", 19870515},
	{"UM", "USD", 19440101},		/* U.S. Outlying Islands */
	{"US", "USD", 17920101},		/* United States */
	{"UY", "UYP", 19750701},		/* Uruguay */
	{"UY", "UYU", 19930301},
	{"UZ", "UZS", 19940701},		/* Uzbekistan */
	{"VA", "ITL", 18701019},		/* Vatican City */
	{"VA", "EUR", 19990101},
	{"VC", "XCD", 19651006},		/* St. Vincent & Grenadines */
	{"VE", "VEB", 18710511},		/* Venezuela */
	{"VE", "VEF", 20080101},
	{"VE", "VES", 20180820},
	{"VG", "USD", 18330101},		/* British Virgin Islands */
	{"VI", "USD", 18370101},		/* U.S. Virgin Islands */
	{"VN", "VND", 19850914},		/* Vietnam */
	{"VU", "VUV", 19810101},		/* Vanuatu */
	{"WF", "XPF", 19610730},		/* Wallis & Futuna */
	{"WS", "WST", 19670710},		/* Samoa */
	{"YE", "YER", 19900522},		/* Yemen */
	{"YT", "KMF", 19750101},		/* Mayotte */
	{"YT", "FRF", 19760223},
	{"YT", "EUR", 19990101},
	{"ZA", "ZAR", 19610214},		/* South Africa */
	{"ZM", "ZMK", 19680116},		/* Zambia */
	{"ZM", "ZMW", 20130101},
	{"ZW", "RHD", 19700217},		/* Zimbabwe */
	{"ZW", "ZWD", 19800418},
	{"ZW", "ZWR", 20080801},
	{"ZW", "ZWL", 20090202},
	{"ZW", "USD", 20090412},
	{"ZW", "ZWL", 20190624},
	{"ZW", "ZWG", 20240408},
};
/* clang-format on */

/* no line begins later than this day */
#define END_OF_TIME		99991231

static inline int
country_key(const char iso2[2])
{
	return ((unsigned char) iso2[0] << 8) | (unsigned char) iso2[1];
}

/*
 * The currency on a day written yyyymmdd: that of the last line of the country
 * that begins on or before it.
 */
static Currency
currency_on(const char iso2[2], int64 yyyymmdd)
{
	int			key = country_key(iso2);
	int			low = 0;
	int			high = lengthof(country_currencies);
	const CountryCurrency *line;

	/* find the first line that is after (country, day) */
	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		int			middle_key;

		line = &country_currencies[middle];
		middle_key = country_key(line->country);
		if (middle_key < key ||
			(middle_key == key && line->first_day <= yyyymmdd))
			low = middle + 1;
		else
			high = middle;
	}

	/* the one before it, if it is of this country */
	if (low == 0)
		return 0;
	line = &country_currencies[low - 1];
	if (country_key(line->country) != key)
		return 0;
	return CURRENCY_CODE(line->currency[0], line->currency[1],
						 line->currency[2]);
}

/*
 * Today's currency of a country: the last one known.
 */
Currency
caudal_country_currency(const char iso2[2])
{
	return currency_on(iso2, END_OF_TIME);
}

/*
 * The currency that was legal tender on a day, counted from 2000-01-01 as
 * PostgreSQL's type date counts.
 */
Currency
caudal_country_currency_on(const char iso2[2], int32 pg_date)
{
	CalendarDate date = caudal_date_of_day(pg_date);

	/* a year before 1 is smaller than any line's day this way */
	return currency_on(iso2, date.year * 10000 + date.month * 100 + date.day);
}
