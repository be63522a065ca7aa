"""Last words of names that make a substance a form of another one: of its base, or of its salt."""

_WORDS = """
    acefyllinate aceponate acetate acetates acetonide acetyl acid adipate alafenamide aluminum aminobenzoate
    ammonium anhydrous arbamel arginine ascorbate aspartate axetil benzathine benzoate besilate besylate betadex
    bicarbonate bisulfate bitartrate borate bromide bunod butyrate calcium camphorate camsylate caproate
    carbamate carbonate chloride choline cilexetil citrate cyclamate cypionate d-tartrate decahydrate decanoate
    diacetate diaspartate dibenzoate dichloride diethanolamine diethylamine difumarate dihydrate dihydrobromide
    dihydrochloride diisethionate dimaleate dimeglumine dimesylate dimethyl dinitrate diolamine diphosphate
    dipivoxil dipotassium dipropionate disodium disoproxil disulfate ditosylate dodecahydrate dodecyl dried
    edetate edisylate embonate enacarbil enanthate epolamine erbumine estolate esylate etabonate etexilate
    ethanolate ethyl ethylsuccinate etiprate etzadroxil fosamil fumarate fumaric furoate gluceptate gluconate
    glucuronate glutamate glycinate glycol hemi-pentahydrate hemicalcium hemicitric hemiethanolate hemifumarate
    hemiheptahydrate hemihydrate hemimagnesium hemipentahydrate hemisuccinate hemisulfate hemitartrate
    heptahydrate hexacetonide hexahydrate hexanoate hibenzate hippurate hyclate hydrate hydrobromide
    hydrochloride hydroxide hydroxynaphthoate iodide isethionate isobutyrate isonicotinate isopropyl kamedoxomil
    l-malate l-tartrate lactate lactobionate lauroxil lauryl laurylsulfate lithium lysine magnesium malate
    maleate mandelate marboxil mebutate medoxomil meglumine mepesuccinate mesilate mesylate metasulfobenzoate
    methylbromide methylsulfate metilsulfate mofetil monofumarate monohydrate monohydrochloride mononitrate
    monopotassium monosodium mucate nafate napadisilate napsylate niacinate nicotinate nitrate nonahydrate
    octahydrate olamine oleate orotate oxalate oxoglurate palmitate pamoate pantothenate pentahydrate
    pentahydrochloride pentasodium phenpropionate phenylacetate phenylpropionate phosphate pidolate pivalate
    pivoxil polistirex polygalacturonate potassium probutate procaine propanediol propionate propylene proxetil
    resinate s-malate saccharate salicylate sebacate sesquihydrate sodium solvate sorbitex stearate strontium
    succinate sulfate sulfonate sulfosalicylate sulfoxide tannate tannates tartrate tebutate teoclate
    terephthalate tetradecahydrate tetrahydrate tetrahydrochloride tetrasodium theoclate thiocyanate tosilate
    tosylate trelamine tribromide trichloride triethiodide trifenatate triflutate trihydrate trihydrochloride
    trimesylate trisodium trolamine tromethamine undecanoate undecylate undecylenate valerate xinafoate zinc
"""
SALTS = frozenset(_WORDS.split())
"""Last words that make a name that of a salt, an ester, a prodrug or a hydrate of the substance named before them."""

HYDRATES = frozenset({"anhydrous", *(word for word in SALTS if word.endswith("hydrate"))})
"""Those of them that say how much water a substance holds, and nothing else."""

ELEMENTS = frozenset(
    ["bismuth", "chromium", "cobalt", "copper", "ferric", "ferrous", "gold", "iodine", "iron", "manganese",
     "mercury", "selenium", "silver"]
)  # fmt: skip
"""With a salt word they are substances of their own, as the metals among the salt words are: calcium acetate."""

SHORTHAND = {"hcl": "hydrochloride", "dihcl": "dihydrochloride", "hbr": "hydrobromide", "na": "sodium"}
"""Salt words as orders and prescriptions have them."""
