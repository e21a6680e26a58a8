import { fold } from "../search-text/rules";

/** Words of questions and of grammar: they may stand in a query or a name, and need not be met. */
const asked = `
where which who what how when why is are was be do does can could should would may might i my me we our you your he she it they them their a an the of in on at to for from by with about into near around and or not no
treat treats treated treating treatment cure cures cured care cared get find need want looking look have has had help best good top done offered offers perform performed available made specialist specialists doctor doctors hospital hospitals clinic clinics centre center centres centers facility facilities department unit place places italy italian lombardy abroad please second opinion surgery operation patient patients disease illness problem problems
dove quale quali chi cosa che come quando perche è e sono il lo la i gli le un uno una di a da in con su per tra fra del dello della dei degli delle al allo alla ai agli alle dal dalla dai nel nello nella nei negli nelle sul sulla mio mia mi si cura curano curare curato curata cure trattamento trattano trattare ospedale ospedali clinica cliniche centro centri istituto casa struttura strutture medico medici specialista specialisti italia lombardia migliore migliori malattia problema reparto presso vicino
ou où quel quelle quels quelles qui quoi comment quand pourquoi est sont le la les l un une des du de d au aux en dans sur pour par avec et mon ma mes je traiter traite traitement soigner soigne soins hopital hopitaux clinique cliniques centre medecin specialiste italie lombardie meilleur maladie pres chez
wo welche welcher welches wer was wie wann warum ist sind der die das den dem des ein eine einer einem einen in im am an auf zu zum zur bei mit fur von vom und oder mein meine ich man wird werden behandelt behandeln behandlung krankenhaus krankenhauser klinik kliniken zentrum arzt arzte facharzt spezialist italien lombardei beste krankheit nahe gegen
donde cual cuales quien que como cuando por es son el la los las un una unos unas de del al a en con para sin y o mi mis se tratar trata tratan tratamiento curar cura hospital hospitales clinica clinicas centro medico medicos especialista italia lombardia mejor enfermedad cerca
где какой какая какие какое кто что как когда почему в во на с со из от до по для у о об и или не мой моя мне я лечат лечить лечение лечится лечения больница больницы клиника клиники центр врач врачи специалист италия италии ломбардия ломбардии лучший лучшие болезнь заболевание можно вылечить рядом
اين اي من ما ماذا كيف متي هل في علي الي عن مع و او يعالج تعالج علاج معالجه مستشفي مستشفيات عياده مركز مراكز طبيب اطباء اخصاءي ايطاليا لومبارديا افضل مرض يمكن اريد قرب
哪里 哪裡 在哪 那里 哪家 什么 么医 怎么 可以 能治 治疗 疗哪 治好 医院 医生 专家 看病 最好 意大 大利 伦巴 巴第 利伦 请问 我要 想找 的医 病在 癌在 里治 里看 里可 以治 症在 在 的 吗 呢
`;

/** Words that many facilities' names share: they tell little about which one is meant. */
const generic = `ospedale presidio ospedaliero ospedaliera azienda asst irccs istituto istituti clinico clinica clinici casa cura fondazione centro polo poliambulatorio policlinico hospital hospitals clinic institute foundation medical center centre university group gruppo san santa santo sant s spa srl di del della dei degli e and of the больница клиника институт госпиталь центр مستشفي معهد مركز عياده مؤسسه 医院 研究 究所 中心 诊所 hopital klinik krankenhaus institut`;

const split = (text: string) => new Set(fold(text).split(/\s+/).filter(Boolean));
const stops = split(asked);
const generics = split(generic);

export const isStop = (word: string) => stops.has(word);
export const isGeneric = (word: string) => generics.has(word);
