/*-------------------------------------------------------------------------
 *
 * currency_table.c
 *		The currency codes of ISO 4217, current and historic.
 *
 * Sources:
 *	- codes, names and minor units: ISO 4217, lists one (current) and three
 *	  (historic), up to its amendment 180;
 *	- minor units of withdrawn codes, which list three leaves out: those ISO
 *	  gave while the code was in use, as java.util.Currency keeps them, and 2
 *	  for a code withdrawn before those records begin;
 *	- where ISO says that a minor unit does not apply (metals, units of
 *	  account), 2.
 *
 * These are not the decimals of Unicode CLDR, which follow custom: COP has 2
 * here.
 *
 * Invariants: one line a code, in alphabetical order; a code is never removed,
 * because stored values name it: one that ISO withdraws becomes historic.
 * Codes that begin with X and are not listed are private ones, with 2
 * decimals.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "currency_table.h"

#define LETTERS			26

/*
 * What is known of a code, in one byte: the low bits are the minor unit.  0 is
 * no code at all.
 */
#define UNIT_MASK		0x07
#define PRIVATE			0x10	/* not listed, but begins with X */
#define FUND			0x20	/* see below */
#define HISTORIC		0x40	/* withdrawn by ISO */
#define LISTED			0x80	/* a code of ISO 4217, in the table below */

#define PRIVATE_CODE	(PRIVATE | 2)

/* the smaller, the likelier that somebody meant this code */
#define RARITY(info)	((info) & (HISTORIC | FUND))

/* clang-format off */
/* the letters as numbers */
enum
{
	LETTER_A, LETTER_B, LETTER_C, LETTER_D, LETTER_E, LETTER_F, LETTER_G,
	LETTER_H, LETTER_I, LETTER_J, LETTER_K, LETTER_L, LETTER_M, LETTER_N,
	LETTER_O, LETTER_P, LETTER_Q, LETTER_R, LETTER_S, LETTER_T, LETTER_U,
	LETTER_V, LETTER_W, LETTER_X, LETTER_Y, LETTER_Z
};
/* clang-format on */

#define CELL(a, b, c)	(((a) * LETTERS + (b)) * LETTERS + (c))

#define ENTRY(a, b, c, info) \
	[CELL(LETTER_##a, LETTER_##b, LETTER_##c)] = LISTED | (info)

/*
 * The four kinds of line.  A "fund" is anything but a country's money: a fund
 * code proper, a unit of account, a metal, a test code, a second code of a
 * currency that has another.
 */
#define C(a, b, c, unit)	ENTRY(a, b, c, unit)
#define F(a, b, c, unit)	ENTRY(a, b, c, FUND | (unit))
#define H(a, b, c, unit)	ENTRY(a, b, c, HISTORIC | (unit))
#define HF(a, b, c, unit)	ENTRY(a, b, c, HISTORIC | FUND | (unit))

/* clang-format off */
static const uint8 currency_info[LETTERS * LETTERS * LETTERS] = {
	H(A, D, P, 0),		/* Andorran Peseta */
	C(A, E, D, 2),		/* United Arab Emirates Dirham */
	H(A, F, A, 2),		/* Afghan Afghani (1927-2002) */
	C(A, F, N, 2),		/* Afghan Afghani */
	H(A, L, K, 2),		/* Albanian Old Lek (1946-1965) */
	C(A, L, L, 2),		/* Albanian Lek */
	C(A, M, D, 2),		/* Armenian Dram */
	H(A, N, G, 2),		/* Netherlands Antillean Guilder */
	C(A, O, A, 2),		/* Angolan Kwanza */
	H(A, O, K, 2),		/* Angolan Kwanza (1977-1991) */
	H(A, O, N, 2),		/* Angolan New Kwanza (1990-2000) */
	H(A, O, R, 2),		/* Angolan Readjusted Kwanza (1995-1999) */
	H(A, R, A, 2),		/* Argentine Austral */
	H(A, R, P, 2),		/* Argentine Peso (1983-1985) */
	C(A, R, S, 2),		/* Argentine Peso */
	H(A, R, Y, 2),		/* Argentine Peso (before 1990) */
	H(A, T, S, 2),		/* Austrian Schilling */
	C(A, U, D, 2),		/* Australian Dollar */
	C(A, W, G, 2),		/* Aruban Florin */
	H(A, Y, M, 2),		/* Azerbaijan Manat (2005) */
	H(A, Z, M, 2),		/* Azerbaijani Manat (1993-2006) */
	C(A, Z, N, 2),		/* Azerbaijani Manat */
	H(B, A, D, 2),		/* Bosnia and Herzegovina Dinar */
	C(B, A, M, 2),		/* Bosnia and Herzegovina Convertible Mark */
	C(B, B, D, 2),		/* Barbadian Dollar */
	C(B, D, T, 2),		/* Bangladeshi Taka */
	HF(B, E, C, 2),		/* Belgian Franc (convertible) */
	H(B, E, F, 0),		/* Belgian Franc */
	HF(B, E, L, 2),		/* Belgian Franc (financial) */
	H(B, G, J, 2),		/* Bulgarian Lev A/52 */
	H(B, G, K, 2),		/* Bulgarian Lev A/62 */
	H(B, G, L, 2),		/* Bulgarian Lev (1962-1999) */
	H(B, G, N, 2),		/* Bulgarian Lev (1999-2025) */
	C(B, H, D, 3),		/* Bahraini Dinar */
	C(B, I, F, 0),		/* Burundian Franc */
	C(B, M, D, 2),		/* Bermudian Dollar */
	C(B, N, D, 2),		/* Brunei Dollar */
	C(B, O, B, 2),		/* Bolivian Boliviano */
	H(B, O, P, 2),		/* Bolivian Peso */
	F(B, O, V, 2),		/* Bolivian Mvdol */
	H(B, R, B, 2),		/* Brazilian New Cruzeiro (1967-1986) */
	H(B, R, C, 2),		/* Brazilian Cruzado (1986-1989) */
	H(B, R, E, 2),		/* Brazilian Cruzeiro (1990-1993) */
	C(B, R, L, 2),		/* Brazilian Real */
	H(B, R, N, 2),		/* Brazilian New Cruzado (1989-1990) */
	H(B, R, R, 2),		/* Brazilian Cruzeiro (1993-1994) */
	C(B, S, D, 2),		/* Bahamian Dollar */
	C(B, T, N, 2),		/* Bhutanese Ngultrum */
	H(B, U, K, 2),		/* Burmese Kyat */
	C(B, W, P, 2),		/* Botswanan Pula */
	H(B, Y, B, 0),		/* Belarusian Ruble (1994-1999) */
	C(B, Y, N, 2),		/* Belarusian Ruble */
	H(B, Y, R, 0),		/* Belarusian Ruble (2000-2016) */
	C(B, Z, D, 2),		/* Belize Dollar */
	C(C, A, D, 2),		/* Canadian Dollar */
	C(C, D, F, 2),		/* Congolese Franc */
	HF(C, H, C, 2),		/* WIR Franc (electronic) */
	F(C, H, E, 2),		/* WIR Euro */
	C(C, H, F, 2),		/* Swiss Franc */
	F(C, H, W, 2),		/* WIR Franc */
	F(C, L, F, 4),		/* Chilean Unidad de Fomento */
	C(C, L, P, 0),		/* Chilean Peso */
	C(C, N, Y, 2),		/* Chinese Yuan */
	C(C, O, P, 2),		/* Colombian Peso */
	F(C, O, U, 2),		/* Colombian Unidad de Valor Real */
	C(C, R, C, 2),		/* Costa Rican Colon */
	H(C, S, D, 2),		/* Serbian Dinar (2002-2006) */
	H(C, S, J, 2),		/* Czechoslovak Krona A/53 */
	H(C, S, K, 2),		/* Czechoslovak Koruna */
	H(C, U, C, 2),		/* Cuban Convertible Peso */
	C(C, U, P, 2),		/* Cuban Peso */
	C(C, V, E, 2),		/* Cabo Verde Escudo */
	H(C, Y, P, 2),		/* Cypriot Pound */
	C(C, Z, K, 2),		/* Czech Koruna */
	H(D, D, M, 2),		/* East German Mark */
	H(D, E, M, 2),		/* German Mark */
	C(D, J, F, 0),		/* Djiboutian Franc */
	C(D, K, K, 2),		/* Danish Krone */
	C(D, O, P, 2),		/* Dominican Peso */
	C(D, Z, D, 2),		/* Algerian Dinar */
	H(E, C, S, 2),		/* Ecuadorian Sucre */
	HF(E, C, V, 2),		/* Ecuadorian Unidad de Valor Constante */
	H(E, E, K, 2),		/* Estonian Kroon */
	C(E, G, P, 2),		/* Egyptian Pound */
	C(E, R, N, 2),		/* Eritrean Nakfa */
	HF(E, S, A, 2),		/* Spanish Peseta (A account) */
	HF(E, S, B, 2),		/* Spanish Peseta (convertible account) */
	H(E, S, P, 0),		/* Spanish Peseta */
	C(E, T, B, 2),		/* Ethiopian Birr */
	C(E, U, R, 2),		/* Euro */
	H(F, I, M, 2),		/* Finnish Markka */
	C(F, J, D, 2),		/* Fijian Dollar */
	C(F, K, P, 2),		/* Falkland Islands Pound */
	H(F, R, F, 2),		/* French Franc */
	C(G, B, P, 2),		/* Pound Sterling */
	H(G, E, K, 2),		/* Georgian Coupon */
	C(G, E, L, 2),		/* Georgian Lari */
	H(G, H, C, 2),		/* Ghanaian Cedi (1979-2007) */
	H(G, H, P, 2),		/* Ghana Cedi (2007) */
	C(G, H, S, 2),		/* Ghanaian Cedi */
	C(G, I, P, 2),		/* Gibraltar Pound */
	C(G, M, D, 2),		/* Gambian Dalasi */
	H(G, N, E, 2),		/* Guinean Syli (GNE) */
	C(G, N, F, 0),		/* Guinean Franc */
	H(G, N, S, 2),		/* Guinean Syli (1972-1986) */
	H(G, Q, E, 2),		/* Equatorial Guinean Ekwele */
	H(G, R, D, 0),		/* Greek Drachma */
	C(G, T, Q, 2),		/* Guatemalan Quetzal */
	H(G, W, E, 2),		/* Guinea Escudo */
	H(G, W, P, 2),		/* Guinea-Bissau Peso */
	C(G, Y, D, 2),		/* Guyana Dollar */
	C(H, K, D, 2),		/* Hong Kong Dollar */
	C(H, N, L, 2),		/* Honduran Lempira */
	H(H, R, D, 2),		/* Croatian Dinar */
	H(H, R, K, 2),		/* Croatian Kuna */
	C(H, T, G, 2),		/* Haitian Gourde */
	C(H, U, F, 2),		/* Hungarian Forint */
	C(I, D, R, 2),		/* Indonesian Rupiah */
	H(I, E, P, 2),		/* Irish Pound */
	H(I, L, P, 2),		/* Israeli Pound */
	H(I, L, R, 2),		/* Israeli Shekel (1980-1985) */
	C(I, L, S, 2),		/* Israeli New Shekel */
	C(I, N, R, 2),		/* Indian Rupee */
	C(I, Q, D, 3),		/* Iraqi Dinar */
	C(I, R, R, 2),		/* Iranian Rial */
	H(I, S, J, 2),		/* Icelandic Krona (1918-1981) */
	C(I, S, K, 0),		/* Icelandic Krona */
	H(I, T, L, 0),		/* Italian Lira */
	C(J, M, D, 2),		/* Jamaican Dollar */
	C(J, O, D, 3),		/* Jordanian Dinar */
	C(J, P, Y, 0),		/* Japanese Yen */
	C(K, E, S, 2),		/* Kenyan Shilling */
	C(K, G, S, 2),		/* Kyrgyzstani Som */
	C(K, H, R, 2),		/* Cambodian Riel */
	C(K, M, F, 0),		/* Comorian Franc */
	C(K, P, W, 2),		/* North Korean Won */
	C(K, R, W, 0),		/* South Korean Won */
	C(K, W, D, 3),		/* Kuwaiti Dinar */
	C(K, Y, D, 2),		/* Cayman Islands Dollar */
	C(K, Z, T, 2),		/* Kazakhstani Tenge */
	H(L, A, J, 2),		/* Pathet Lao Kip */
	C(L, A, K, 2),		/* Laotian Kip */
	C(L, B, P, 2),		/* Lebanese Pound */
	C(L, K, R, 2),		/* Sri Lankan Rupee */
	C(L, R, D, 2),		/* Liberian Dollar */
	C(L, S, L, 2),		/* Lesotho Loti */
	H(L, S, M, 2),		/* Lesotho Loti (until 1985) */
	H(L, T, L, 2),		/* Lithuanian Litas */
	H(L, T, T, 2),		/* Lithuanian Talonas */
	HF(L, U, C, 2),		/* Luxembourg Convertible Franc */
	H(L, U, F, 0),		/* Luxembourg Franc */
	HF(L, U, L, 2),		/* Luxembourg Financial Franc */
	H(L, V, L, 2),		/* Latvian Lats */
	H(L, V, R, 2),		/* Latvian Ruble */
	C(L, Y, D, 3),		/* Libyan Dinar */
	C(M, A, D, 2),		/* Moroccan Dirham */
	C(M, D, L, 2),		/* Moldovan Leu */
	C(M, G, A, 2),		/* Malagasy Ariary */
	H(M, G, F, 0),		/* Malagasy Franc */
	C(M, K, D, 2),		/* Macedonian Denar */
	H(M, L, F, 2),		/* Malian Franc */
	C(M, M, K, 2),		/* Myanmar Kyat */
	C(M, N, T, 2),		/* Mongolian Tugrik */
	C(M, O, P, 2),		/* Macanese Pataca */
	H(M, R, O, 2),		/* Mauritanian Ouguiya (1973-2017) */
	C(M, R, U, 2),		/* Mauritanian Ouguiya */
	H(M, T, L, 2),		/* Maltese Lira */
	H(M, T, P, 2),		/* Maltese Pound */
	C(M, U, R, 2),		/* Mauritian Rupee */
	H(M, V, Q, 2),		/* Maldive Rupee */
	C(M, V, R, 2),		/* Maldivian Rufiyaa */
	C(M, W, K, 2),		/* Malawian Kwacha */
	C(M, X, N, 2),		/* Mexican Peso */
	H(M, X, P, 2),		/* Mexican Peso (until 1992) */
	F(M, X, V, 2),		/* Mexican Unidad de Inversion (UDI) */
	C(M, Y, R, 2),		/* Malaysian Ringgit */
	H(M, Z, E, 2),		/* Mozambican Escudo */
	H(M, Z, M, 2),		/* Mozambican Metical (1980-2006) */
	C(M, Z, N, 2),		/* Mozambican Metical */
	C(N, A, D, 2),		/* Namibian Dollar */
	C(N, G, N, 2),		/* Nigerian Naira */
	H(N, I, C, 2),		/* Nicaraguan Cordoba (1988-1991) */
	C(N, I, O, 2),		/* Nicaraguan Cordoba Oro */
	H(N, L, G, 2),		/* Netherlands Guilder */
	C(N, O, K, 2),		/* Norwegian Krone */
	C(N, P, R, 2),		/* Nepalese Rupee */
	C(N, Z, D, 2),		/* New Zealand Dollar */
	C(O, M, R, 3),		/* Omani Rial */
	C(P, A, B, 2),		/* Panamanian Balboa */
	H(P, E, H, 2),		/* Peruvian Sol (PEH) */
	H(P, E, I, 2),		/* Peruvian Inti */
	C(P, E, N, 2),		/* Peruvian Sol */
	H(P, E, S, 2),		/* Peruvian Sol (1863-1985) */
	C(P, G, K, 2),		/* Papua New Guinean Kina */
	C(P, H, P, 2),		/* Philippine Peso */
	C(P, K, R, 2),		/* Pakistani Rupee */
	C(P, L, N, 2),		/* Polish Zloty */
	H(P, L, Z, 2),		/* Polish Zloty (1950-1994) */
	H(P, T, E, 0),		/* Portuguese Escudo */
	C(P, Y, G, 0),		/* Paraguayan Guarani */
	C(Q, A, R, 2),		/* Qatari Riyal */
	H(R, H, D, 2),		/* Rhodesian Dollar */
	H(R, O, K, 2),		/* Romanian Leu A/52 */
	H(R, O, L, 0),		/* Romanian Leu (1952-2006) */
	C(R, O, N, 2),		/* Romanian Leu */
	C(R, S, D, 2),		/* Serbian Dinar */
	C(R, U, B, 2),		/* Russian Ruble */
	H(R, U, R, 2),		/* Russian Ruble (1991-1998) */
	C(R, W, F, 0),		/* Rwandan Franc */
	C(S, A, R, 2),		/* Saudi Riyal */
	C(S, B, D, 2),		/* Solomon Islands Dollar */
	C(S, C, R, 2),		/* Seychellois Rupee */
	H(S, D, D, 2),		/* Sudanese Dinar (1992-2007) */
	C(S, D, G, 2),		/* Sudanese Pound */
	H(S, D, P, 2),		/* Sudanese Pound (1957-1998) */
	C(S, E, K, 2),		/* Swedish Krona */
	C(S, G, D, 2),		/* Singapore Dollar */
	C(S, H, P, 2),		/* Saint Helena Pound */
	H(S, I, T, 2),		/* Slovenian Tolar */
	H(S, K, K, 2),		/* Slovak Koruna */
	C(S, L, E, 2),		/* Sierra Leonean Leone */
	H(S, L, L, 2),		/* Sierra Leonean Leone (1964-2023) */
	C(S, O, S, 2),		/* Somali Shilling */
	C(S, R, D, 2),		/* Surinamese Dollar */
	H(S, R, G, 2),		/* Surinamese Guilder */
	C(S, S, P, 2),		/* South Sudanese Pound */
	H(S, T, D, 2),		/* Sao Tome and Principe Dobra (1977-2017) */
	C(S, T, N, 2),		/* Sao Tome and Principe Dobra */
	H(S, U, R, 2),		/* Soviet Rouble */
	C(S, V, C, 2),		/* Salvadoran Colon */
	C(S, Y, P, 2),		/* Syrian Pound */
	C(S, Z, L, 2),		/* Swazi Lilangeni */
	C(T, H, B, 2),		/* Thai Baht */
	H(T, J, R, 2),		/* Tajikistani Ruble */
	C(T, J, S, 2),		/* Tajikistani Somoni */
	H(T, M, M, 2),		/* Turkmenistani Manat (1993-2009) */
	C(T, M, T, 2),		/* Turkmenistani Manat */
	C(T, N, D, 3),		/* Tunisian Dinar */
	C(T, O, P, 2),		/* Tongan Pa'anga */
	H(T, P, E, 0),		/* Timorese Escudo */
	H(T, R, L, 0),		/* Turkish Lira (1922-2005) */
	C(T, R, Y, 2),		/* Turkish Lira */
	C(T, T, D, 2),		/* Trinidad and Tobago Dollar */
	C(T, W, D, 2),		/* New Taiwan Dollar */
	C(T, Z, S, 2),		/* Tanzanian Shilling */
	C(U, A, H, 2),		/* Ukrainian Hryvnia */
	H(U, A, K, 2),		/* Ukrainian Karbovanets */
	H(U, G, S, 2),		/* Ugandan Shilling (1966-1987) */
	H(U, G, W, 2),		/* Ugandan Old Shilling */
	C(U, G, X, 0),		/* Ugandan Shilling */
	C(U, S, D, 2),		/* US Dollar */
	F(U, S, N, 2),		/* US Dollar (next day) */
	HF(U, S, S, 2),		/* US Dollar (same day) */
	F(U, Y, I, 0),		/* Uruguayan Peso in Unidades Indexadas */
	H(U, Y, N, 2),		/* Uruguayan Old Peso */
	H(U, Y, P, 2),		/* Uruguayan New Peso (1975-1993) */
	C(U, Y, U, 2),		/* Uruguayan Peso */
	F(U, Y, W, 4),		/* Uruguayan Unidad Previsional */
	C(U, Z, S, 2),		/* Uzbekistani Sum */
	H(V, E, B, 2),		/* Venezuelan Bolivar (1871-2007) */
	F(V, E, D, 2),		/* Venezuelan Bolivar Digital, also coded VES */
	H(V, E, F, 2),		/* Venezuelan Bolivar Fuerte (2008-2018) */
	C(V, E, S, 2),		/* Venezuelan Bolivar Soberano */
	H(V, N, C, 2),		/* Vietnamese Old Dong */
	C(V, N, D, 0),		/* Vietnamese Dong */
	C(V, U, V, 0),		/* Vanuatu Vatu */
	C(W, S, T, 2),		/* Samoan Tala */
	F(X, A, D, 2),		/* Arab Accounting Dinar */
	C(X, A, F, 0),		/* Central African CFA Franc */
	F(X, A, G, 2),		/* Silver */
	F(X, A, U, 2),		/* Gold */
	F(X, B, A, 2),		/* European Composite Unit (EURCO) */
	F(X, B, B, 2),		/* European Monetary Unit (E.M.U.-6) */
	F(X, B, C, 2),		/* European Unit of Account 9 */
	F(X, B, D, 2),		/* European Unit of Account 17 */
	C(X, C, D, 2),		/* East Caribbean Dollar */
	C(X, C, G, 2),		/* Caribbean Guilder */
	F(X, D, R, 2),		/* Special Drawing Right */
	HF(X, E, U, 2),		/* European Currency Unit (E.C.U.) */
	HF(X, F, O, 2),		/* Gold Franc */
	HF(X, F, U, 2),		/* UIC Franc */
	C(X, O, F, 0),		/* West African CFA Franc */
	F(X, P, D, 2),		/* Palladium */
	C(X, P, F, 0),		/* CFP Franc */
	F(X, P, T, 2),		/* Platinum */
	HF(X, R, E, 2),		/* RINET Funds Code */
	F(X, S, U, 2),		/* Sucre (regional clearing) */
	F(X, T, S, 2),		/* Code for testing */
	F(X, U, A, 2),		/* African Development Bank Unit of Account */
	F(X, X, X, 2),		/* No currency */
	H(Y, D, D, 2),		/* Democratic Yemeni Dinar */
	C(Y, E, R, 2),		/* Yemeni Rial */
	H(Y, U, D, 2),		/* Yugoslav Dinar (1966-1989) */
	H(Y, U, M, 2),		/* Yugoslav New Dinar (1994-2002) */
	H(Y, U, N, 2),		/* Yugoslav Dinar (1990-1992) */
	HF(Z, A, L, 2),		/* South African Rand (financial) */
	C(Z, A, R, 2),		/* South African Rand */
	H(Z, M, K, 2),		/* Zambian Kwacha (1968-2012) */
	C(Z, M, W, 2),		/* Zambian Kwacha */
	H(Z, R, N, 2),		/* New Zaire (1993-1998) */
	H(Z, R, Z, 2),		/* Zaire (1971-1993) */
	H(Z, W, C, 2),		/* Zimbabwean Rhodesian Dollar */
	H(Z, W, D, 2),		/* Zimbabwean Dollar (1980-2008) */
	C(Z, W, G, 2),		/* Zimbabwe Gold */
	H(Z, W, L, 2),		/* Zimbabwean Dollar (2009-2024) */
	H(Z, W, N, 2),		/* Zimbabwean New Dollar (2006) */
	H(Z, W, R, 2),		/* Zimbabwean Dollar (2008-2009) */
};
/* clang-format on */

#undef C
#undef F
#undef H
#undef HF

/* what is known of a code; the argument may be any integer */
static inline uint8
lookup(Currency code)
{
	/* what is before A wraps around to a large number */
	uint32		a = ((uint32) code >> 16) - 'A';
	uint32		b = (((uint32) code >> 8) & 0xFF) - 'A';
	uint32		c = ((uint32) code & 0xFF) - 'A';
	uint8		info;

	if (a >= LETTERS || b >= LETTERS || c >= LETTERS)
		return 0;
	info = currency_info[CELL(a, b, c)];
	if (info == 0 && a == LETTER_X)
		info = PRIVATE_CODE;
	return info;
}

/*
 * The number of decimals of a code's minor unit, or -1 for an unknown code.
 */
int
caudal_currency_minor_unit(Currency code)
{
	uint8		info = lookup(code);

	return info != 0 ? (info & UNIT_MASK) : -1;
}

/*
 * Has ISO 4217 withdrawn this code?  False for private and unknown codes.
 */
bool
caudal_currency_is_historic(Currency code)
{
	return (lookup(code) & HISTORIC) != 0;
}

/*
 * Let the code of three letters replace *best if it is listed and likelier:
 * current rather than historic, then a country's money rather than a fund,
 * then the first in the alphabet.
 */
static void
consider(char a, char b, char c, Currency *best)
{
	Currency	code = CURRENCY_CODE(a, b, c);
	uint8		info = lookup(code);
	uint8		best_info = lookup(*best);

	if ((info & LISTED) == 0)
		return;
	if (*best == 0 ||
		RARITY(info) < RARITY(best_info) ||
		(RARITY(info) == RARITY(best_info) && code < *best))
		*best = code;
}

/*
 * The listed code that somebody who wrote these three upper-case letters most
 * probably meant, for the hint of an error; 0 if none is near.
 *
 * First two neighbours swapped (MNX is MXN); then a wrong third letter, since
 * the first two name the country (MXM is MXN); then a wrong letter before it.
 */
Currency
caudal_currency_nearest(const char letters[3])
{
	char		a = letters[0];
	char		b = letters[1];
	char		c = letters[2];
	Currency	best = 0;
	char		other;

	consider(a, b, c, &best);
	if (best != 0)
		return best;

	consider(b, a, c, &best);
	consider(a, c, b, &best);
	if (best != 0)
		return best;

	for (other = 'A'; other <= 'Z'; other++)
		consider(a, b, other, &best);
	if (best != 0)
		return best;

	for (other = 'A'; other <= 'Z'; other++)
	{
		consider(other, b, c, &best);
		consider(a, other, c, &best);
	}
	return best;
}
