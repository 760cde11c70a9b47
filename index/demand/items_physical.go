package demand

// environmentItems is rubric III.
var environmentItems = []Item{
	{Key: Heat, Rubric: Environment, NameA: "Hitte", NameB: "Hitte en koude: hitte", A: Spot{"3.1", 0}, B: Spot{"3.1", 1}, ScaleA: Binary, Max: 1, Source: ListBText,
		ValuesA: words(Practice, "normaal", "beperkt, namelijk …"), ValuesB: described([]Value{{0, 35, Celsius, "", ListBText}, {1, 35, Celsius, "", ListBText}}, "normaal", "beperkt boven deze temperatuur"),
		Label: "Werken in de hitte", Functional: "werk op een normale temperatuur", coarse: "heat"},
	{Key: Cold, Rubric: Environment, NameA: "Koude", NameB: "Hitte en koude: koude", A: Spot{"3.2", 0}, B: Spot{"3.1", 2}, ScaleA: Binary, Max: 1, Source: ListBText,
		ValuesA: words(Practice, "normaal", "beperkt, namelijk …"), ValuesB: described([]Value{{0, -15, Celsius, "", ListBText}, {1, -15, Celsius, "", ListBText}}, "normaal", "beperkt onder deze temperatuur"),
		Label: "Werken in de kou of buiten", Functional: "werk binnen, op een normale temperatuur", coarse: "cold_outdoors"},
	coarsely("cold_outdoors", sense(Draught, "3.3", "3.2", Environment, "Tocht", "Werken op de tocht", "werk op een beschutte plek")),
	sense(SkinContact, "3.4", "3.3", Environment, "Huidcontact", "Natte handen, olie of schoonmaakmiddelen", "schoon en droog werk"),
	sense(PPE, "3.5", "3.4", Environment, "Beschermende middelen", "Beschermende kleding of middelen dragen", "werk zonder beschermende uitrusting"),
	sense(DustFumes, "3.6", "3.5", Environment, "Stof, rook, gassen en dampen", "Stof, rook en dampen", "werk in een schone omgeving"),
	{Key: Noise, Rubric: Environment, NameA: "Geluidsbelasting", A: Spot{"3.7", 0}, B: Spot{"3.6", 0}, ScaleA: Binary, Max: 1, Source: ListBText,
		ValuesA: []Value{{0, 80, DecibelsA, "lager dan de onderste actiewaarde geldt als gewoon", Decree}, {1, 0, NoUnit, "beperkt, namelijk …", ListBText}},
		Label:   "Lawaai", Functional: "werk in een rustige omgeving"},
	sense(Vibration, "3.8", "3.7", Environment, "Trillingsbelasting", "Trillingen", "werk zonder trillingen"),
	{Key: EnvOther, Rubric: Environment, NameA: "Overige beperkingen fysieke aanpassingsmogelijkheden", A: Spot{"3.9", 0}, B: Spot{"3.8", 0}, ScaleA: Nominal, Max: 1, Source: ListBText,
		Options: kinds(2, "allergie", "verhoogde vatbaarheid voor infecties", "verzwakte huidbarrière", "andere"),
		Label:   "Overige eisen van de omgeving", Functional: "werk in een schone en veilige omgeving"},
}

func coarsely(name string, it Item) Item {
	it.coarse = name
	return it
}

// dynamicItems is rubric IV.
var dynamicItems = []Item{
	{Key: HandDominance, Rubric: Dynamic, NameA: "Dominantie", A: Spot{"4.1", 0}, B: Spot{"4.1", 0}, ScaleA: Meta, Max: 2, Source: ListBText,
		ValuesA: words(ListBText, "n.v.t.", "rechts", "links"), Label: "Voorkeurshand", Functional: "werk zonder bijzondere eisen"},
	{Key: LimitationSide, Rubric: Dynamic, NameA: "Lokalisatie beperkingen", A: Spot{"4.2", 0}, B: Spot{"4.2", 0}, ScaleA: Meta, Max: 3, Source: ListBText,
		ValuesA: words(ListBText, "n.v.t.", "rechts", "links", "tweezijdig"), Label: "Zijde", Functional: "werk zonder bijzondere eisen"},
	{Key: HandFingerUse, Rubric: Dynamic, NameA: "Hand- en vingergebruik", A: Spot{"4.3", 0}, B: Spot{"4.3", 0}, ScaleA: Nominal, Max: 1, Source: ListBText,
		Options: append(kinds(2, "bolgreep", "pengreep", "pincetgreep", "sleutelgreep", "cilindergreep", "knijp- en grijpkracht", "fijnmotorisch", "repetitief"),
			Option{9, "toetsenbord bedienen en muis hanteren", 2, true}),
		Label: "Fijn of herhaald handwerk", Functional: "afwisselend werk zonder veel fijn of herhaald precisiewerk"},
	sense(TouchSense, "4.4", "4.5", Dynamic, "Tastzin", "Werken op gevoel", "werk dat op zicht kan"),
	{Key: KeyboardOperate, Rubric: Dynamic, NameA: "Toetsenbord bedienen en muis hanteren", NameB: "Hand- en vingergebruik: toetsenbord bedienen en muis hanteren",
		A: Spot{"4.5", 0}, B: Spot{"4.3", 9}, ScaleA: Binary, Max: 1, Source: ListBText,
		ValuesA: words(ListBText, "normaal", "beperkt"), Label: "Toetsenbord en muis gebruiken", Functional: "werk met weinig toetsenbord en muis"},
	{Key: KeyboardMouseWork, Rubric: Dynamic, NameA: "Werken met toetsenbord en muis", A: Spot{"4.6", 0}, B: Spot{"4.4", 0}, ScaleA: Ord4, Max: 3, Source: ListBText,
		ValuesA: partOfDay(), Label: "Beeldschermwerk", Functional: "afwisseling van beeldschermwerk met ander werk", coarse: "keyboard_mouse_work"},
	sense(Screwing, "4.7", "4.6", Dynamic, "Schroefbewegingen met hand en arm", "Schroeven en draaien", "werk zonder veel schroeven"),
	{Key: Reach, Rubric: Dynamic, NameA: "Reiken", A: Spot{"4.8", 0}, B: Spot{"4.7", 0}, ScaleA: Ord4, Max: 2, Source: ListBText,
		ValuesA: levels(Centimetres, ListBText, 70, 60, 50), Label: "Reiken", Functional: "werk zonder ver reiken", coarse: "reach_or_above_shoulder"},
	{Key: ReachFrequent, Rubric: Dynamic, NameA: "Frequent reiken tijdens het werk", A: Spot{"4.9", 0}, B: Spot{"4.8", 0}, ScaleA: Ord3, Max: 2, Source: ListBText,
		ValuesA: levels(PerHour, ListBText, 1200, 600, 300), Label: "Vaak reiken", Functional: "werk zonder vaak reiken", coarse: "reach_or_above_shoulder"},
	{Key: Bend, Rubric: Dynamic, NameA: "Buigen", A: Spot{"4.10", 0}, B: Spot{"4.9", 0}, ScaleA: Ord3, Max: 2, Source: ListBText,
		ValuesA: levels(Degrees, ListBText, 90, 60, 45), Label: "Bukken", Functional: "werk op werkhoogte", coarse: "bend_kneel"},
	{Key: BendFrequent, Rubric: Dynamic, NameA: "Frequent buigen tijdens het werk", A: Spot{"4.11", 0}, B: Spot{"4.10", 0}, ScaleA: Ord4, Max: 3, Source: ListBText,
		ValuesA: levels(PerHour, ListBText, 600, 300, 150, 50), Label: "Vaak bukken", Functional: "werk zonder vaak bukken", coarse: "bend_kneel"},
	{Key: Twist, Rubric: Dynamic, NameA: "Torderen", A: Spot{"4.12", 0}, B: Spot{"4.11", 0}, ScaleA: Binary, Max: 1, Source: ListBText,
		ValuesA: described([]Value{{0, 45, Degrees, "", ListBText}, {1, 0, NoUnit, "", ListBText}}, "normaal", "beperkt, namelijk …"), Label: "Draaien met het lichaam", Functional: "werk zonder veel draaien"},
	{Key: PushPull, Rubric: Dynamic, NameA: "Duwen of trekken", A: Spot{"4.13", 0}, B: Spot{"4.12", 0}, ScaleA: Ord3, Max: 2, Source: ListBText,
		ValuesA: levels(KgForce, Practice, 15, 10, 5), ValuesB: levels(Newton, ListBText, 250, 150, 100), Label: "Duwen of trekken", Functional: "werk zonder zwaar duwen of trekken"},
	{Key: LiftCarry, Rubric: Dynamic, NameA: "Tillen of dragen", A: Spot{"4.14", 0}, ScaleA: Ord4, Max: 3, Source: CaseLaw,
		ValuesA: []Value{{0, 15, Kilograms, "", Practice}, {1, 10, Kilograms, "", Practice}, {2, 5, Kilograms, "", CaseLaw}, {3, 1, Kilograms, "", Practice}},
		Label:   "Tillen of dragen", Functional: "licht werk, zonder zwaar tillen", coarse: "lift_carry"},
	{Key: Lift, Rubric: Dynamic, NameB: "Tillen", B: Spot{"4.13", 0}, ScaleB: Ord4, Max: 3, Source: ListBText,
		ValuesB: described(levels(Kilograms, ListBText, 15, 10, 5, 2), "hoogstens 10 keer per uur", "hoogstens 10 keer per uur", "hoogstens 50 keer per uur", "hoogstens 100 keer per uur"),
		Label:   "Tillen", Functional: "licht werk, zonder zwaar tillen", coarse: "lift_carry"},
	{Key: Carry, Rubric: Dynamic, NameB: "Dragen", B: Spot{"4.14", 0}, ScaleB: Ord4, Max: 3, Source: ListBText,
		ValuesB: described(levels(Kilograms, ListBText, 15, 10, 5, 2), "", "hoogstens 4 minuten achtereen", "hoogstens 2 minuten achtereen", "hoogstens 1 minuut achtereen"),
		Label:   "Dragen", Functional: "licht werk, zonder zwaar dragen", coarse: "lift_carry"},
	{Key: LightObjectsFrequent, Rubric: Dynamic, NameA: "Frequent lichte voorwerpen hanteren tijdens het werk", A: Spot{"4.15", 0}, ScaleA: Ord4, Max: 3, Source: LimitPap,
		ValuesA: []Value{{0, 600, PerHour, "", LimitPap}, {1, 300, PerHour, "", Practice}, {2, 150, PerHour, "", Practice}, {3, 50, PerHour, "", Practice}},
		Label:   "Vaak lichte dingen verplaatsen", Functional: "werk zonder steeds dingen te verplaatsen"},
	{Key: HeavyLoadsFrequent, Rubric: Dynamic, NameA: "Frequent zware lasten hanteren tijdens het werk", A: Spot{"4.16", 0}, ScaleA: Binary, Max: 1, Source: CaseLaw,
		ValuesA: described([]Value{{0, 15, Kilograms, "", CaseLaw}, {1, 0, NoUnit, "", Practice}}, "ongeveer tien keer per uur", "kan dat niet"),
		Label:   "Vaak zware lasten tillen", Functional: "licht werk, zonder zware lasten", coarse: "lift_carry"},
	{Key: HeadMovements, Rubric: Dynamic, NameA: "Hoofdbewegingen maken", A: Spot{"4.17", 0}, B: Spot{"4.15", 0}, ScaleA: Ord3, Max: 2, Source: ListBText,
		ValuesA: words(ListBText, "vrij", "beperkt, namelijk …", "nauwelijks"), ValuesB: described([]Value{{0, 120, PerHour, "", ListBText}, {1, 0, NoUnit, "", ListBText}, {2, 0, NoUnit, "", ListBText}}, "vrij", "beperkt, namelijk …", "nauwelijks"),
		Label: "Veel om je heen kijken", Functional: "werk zonder veel om zich heen kijken"},
	{Key: Walk, Rubric: Dynamic, NameA: "Lopen", A: Spot{"4.18", 0}, B: Spot{"4.16", 0}, ScaleA: Ord4, Max: 3, Source: ListBText,
		ValuesA: levels(Minutes, ListBText, 60, 30, 15, 5), Label: "Lang achter elkaar lopen", Functional: "werk met korte loopafstanden", coarse: "walk_at_work"},
	{Key: WalkAtWork, Rubric: Dynamic, NameA: "Lopen tijdens het werk", A: Spot{"4.19", 0}, B: Spot{"4.17", 0}, ScaleA: Ord4, Max: 3, Source: ListBText,
		ValuesA: partOfDay(), Label: "Veel lopen", Functional: "werk zonder veel lopen", coarse: "walk_at_work"},
	{Key: Stairs, Rubric: Dynamic, NameA: "Trappenlopen", A: Spot{"4.20", 0}, B: Spot{"4.18", 0}, ScaleA: Ord4, Max: 3, Source: ListBText,
		ValuesA: described(levels(Steps, ListBText, 60, 30, 15, 1), "twee trappen op en af", "één trap op en af", "één trap op of af", "alleen een opstapje"),
		Label:   "Trappen lopen", Functional: "werk zonder veel trappen", coarse: "climb"},
	{Key: Climb, Rubric: Dynamic, NameA: "Klimmen", A: Spot{"4.21", 0}, B: Spot{"4.19", 0}, ScaleA: Ord4, Max: 3, Source: ListBText,
		ValuesA: described([]Value{{0, 5, Metres, "", ListBText}, {1, 3, Metres, "", ListBText}, {2, 0.5, Metres, "", Practice}, {3, 0, Metres, "", ListBText}}, "ladder", "huishoudtrap", "opstapje", "geen opstap"),
		Label:   "Klimmen en werken op hoogte", Functional: "werk op de begane grond, zonder ladders", coarse: "climb"},
	{Key: KneelSquat, Rubric: Dynamic, NameA: "Knielen of hurken", A: Spot{"4.22", 0}, B: Spot{"4.20", 0}, ScaleA: Ord3, ScaleB: Ord4, Max: 3, Source: ListBText,
		ValuesA: words(Practice, "normaal", "beperkt", "sterk beperkt"), ValuesB: described(levels(PerHour, ListBText, 10, 5, 2, 0), "", "", "", "nauwelijks"),
		Label: "Knielen of hurken", Functional: "werk op werkhoogte, zonder knielen", coarse: "bend_kneel"},
	sense(DynamicOther, "4.23", "4.21", Dynamic, "Overige beperkingen van dynamisch handelen", "Overige beweging", "werk met enkele afspraken over beweging"),
}

// partOfDay holds the values of the items "tijdens het werk".
func partOfDay() []Value {
	return described(levels(HoursADay, ListBText, 8, 4, 1, 0.5), "het grootste deel van de dag", "ongeveer een halve dag", "ongeveer een uur per dag", "minder dan een half uur per dag")
}

// staticItems is rubric V.
var staticItems = []Item{
	{Key: Sit, Rubric: Static, NameA: "Zitten", A: Spot{"5.1", 0}, B: Spot{"5.1", 0}, ScaleA: Ord4, Max: 3, Source: ListBText,
		ValuesA: levels(Minutes, ListBText, 120, 60, 30, 15), Label: "Lang achter elkaar zitten", Functional: "werk met afwisseling van houding", coarse: "sit_at_work"},
	{Key: SitAtWork, Rubric: Static, NameA: "Zitten tijdens het werk", A: Spot{"5.2", 0}, B: Spot{"5.2", 0}, ScaleA: Ord4, Max: 3, Source: ListBText,
		ValuesA: described([]Value{{0, 8, HoursADay, "", ListBText}, {1, 8, HoursADay, "", ListBText}, {2, 4, HoursADay, "", ListBText}, {3, 4, HoursADay, "", ListBText}},
			"vrijwel de hele dag", "het grootste deel van de dag", "ongeveer een halve dag", "minder dan een halve dag"),
		Label: "Veel zitten", Functional: "werk met beweging en weinig zitten", coarse: "sit_at_work"},
	{Key: Stand, Rubric: Static, NameA: "Staan", A: Spot{"5.3", 0}, B: Spot{"5.3", 0}, ScaleA: Ord4, Max: 3, Source: ListBText,
		ValuesA: levels(Minutes, ListBText, 60, 30, 15, 5), Label: "Lang achter elkaar staan", Functional: "werk met afwisseling van houding", coarse: "stand_at_work"},
	{Key: StandAtWork, Rubric: Static, NameA: "Staan tijdens het werk", A: Spot{"5.4", 0}, B: Spot{"5.4", 0}, ScaleA: Ord4, Max: 3, Source: ListBText,
		ValuesA: partOfDay(), Label: "Veel staan", Functional: "overwegend zittend werk", coarse: "stand_at_work"},
	{Key: KneelingActive, Rubric: Static, NameA: "Geknield of gehurkt actief zijn", A: Spot{"5.5", 0}, B: Spot{"5.5", 0}, ScaleA: Binary, Max: 1, Source: ListBText,
		ValuesA: described([]Value{{0, 5, Minutes, "", ListBText}, {1, 5, Minutes, "", ListBText}}, "vijf minuten of langer, twee keer per uur", "korter dan vijf minuten, namelijk …"),
		Label:   "Werken op de knieën of gehurkt", Functional: "werk op werkhoogte, zonder knielen", coarse: "bend_kneel"},
	{Key: BentTwistedActive, Rubric: Static, NameA: "Gebogen en/of getordeerd actief zijn", A: Spot{"5.6", 0}, B: Spot{"5.6", 0}, ScaleA: Ord3, Max: 2, Source: ListBText,
		ValuesA: levels(Minutes, ListBText, 5, 5, 2), Label: "Gebukt of gedraaid werken", Functional: "werk rechtop, op werkhoogte", coarse: "bend_kneel"},
	{Key: AboveShoulder, Rubric: Static, NameA: "Boven schouderhoogte actief zijn", A: Spot{"5.7", 0}, B: Spot{"5.7", 0}, ScaleA: Ord3, Max: 2, Source: ListBText,
		ValuesA: described([]Value{{0, 2, Shoulder, "", ListBText}, {1, 1, Shoulder, "", ListBText}, {2, 0, Shoulder, "", ListBText}}, "", "", "nauwelijks"),
		Label:   "Boven schouderhoogte werken", Functional: "werk op werkhoogte, niet boven de macht", coarse: "reach_or_above_shoulder"},
	{Key: HeadFixed, Rubric: Static, NameA: "Het hoofd in een bepaalde stand houden tijdens het werk", A: Spot{"5.8", 0}, B: Spot{"5.8", 0}, ScaleA: Ord4, Max: 3, Source: ListBText,
		ValuesA: partOfDay(), Label: "Lang dezelfde kant op kijken", Functional: "werk met afwisseling van houding"},
	{Key: PostureAlternation, Rubric: Static, NameA: "Afwisseling van houding", A: Spot{"5.9", 0}, B: Spot{"5.9", 0}, ScaleA: Binary, Max: 1, Source: ListBText,
		ValuesA: words(ListBText, "geen volgorde nodig", "bepaalde afwisseling nodig, namelijk …"), Label: "Steeds dezelfde houding", Functional: "werk met afwisseling van houding"},
	sense(StaticOther, "5.10", "5.10", Static, "Overige beperkingen van statische houdingen", "Overige houding", "werk met enkele afspraken over houding"),
}

// hoursItems is rubric VI and the internal key.
var hoursItems = []Item{
	{Key: DayPeriods, Rubric: Hours, NameA: "Perioden van het etmaal", A: Spot{"6.1", 0}, B: Spot{"6.1", 0}, ScaleA: Nominal, Max: 1, Source: ListBText,
		Options: kinds(2, "niet iedere avond", "niet in de nacht"), Label: "Avond, nacht, weekend of wisseldienst", Functional: "werk overdag"},
	{Key: HoursPerDay, Rubric: Hours, NameA: "Uren per dag", A: Spot{"6.2", 0}, B: Spot{"6.2", 0}, ScaleA: Ord5, Max: 4, Source: ListBText,
		ValuesA: levels(HoursADay, ListBText, 8, 8, 6, 4, 2), Label: "Lange werkdagen", Functional: "kortere werkdagen"},
	{Key: HoursPerWeek, Rubric: Hours, NameA: "Uren per week", A: Spot{"6.3", 0}, B: Spot{"6.3", 0}, ScaleA: Ord5, Max: 4, Source: ListBText,
		ValuesA: levels(HoursWeek, ListBText, 40, 40, 30, 20, 10), Label: "Veel uren per week", Functional: "werk in deeltijd"},
	{Key: HoursOther, Rubric: Hours, NameA: "Overige beperkingen ten aanzien van werktijden", A: Spot{"6.4", 0}, B: Spot{"6.4", 0}, ScaleA: Binary, Max: 1, Source: ListBText,
		ValuesA: words(ListBText, "normaal", "beperkt, namelijk …"), Label: "Overwerk en wisselende uren", Functional: "vaste werktijden", coarse: "overtime_flex_hours"},
	{Key: PhysicalGeneral, Rubric: Internal, Source: Design, Label: "Lichamelijk zwaar werk", Functional: "lichamelijk licht werk"},
}
